"""The floors of the design hold: who may import whom, what stays where, and how long anything may be.

The modules are read, not imported.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "bias"
MODULES = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}

#: From the ground up; a module imports only from floors below its own.
#: `errors` lies under everything and `engine` under `pipeline`.
FLOORS = (
    {"errors"},
    {"schema", "settings", "plugins"},
    {"lexicon", "clean", "tokens", "outlets", "export"},
    {"readers", "events", "features"},
    {"stats", "models"},
    {"report", "classroom"},
    {"engine", "doctor", "terminal"},
    {"pipeline"},
    {"cli", "__init__"},
)
#: Libraries that live in one place only.
HOMES = {
    "matplotlib": {"report", "classroom"},
    "jinja2": {"report", "classroom"},
    "typst": {"report", "classroom"},
    "typer": {"cli"},
    "rich": {"cli"},
    "click": {"cli"},
}
HEAVY = ("pandas", "sklearn", "matplotlib", "nltk")
UNSAFE_MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "shelve", "marshal"}
UNSAFE_CALLS = {"eval", "exec", "os.system", "os.popen", "joblib.load", "pd.read_pickle"}
MAX_MODULE, MAX_FUNCTION, MAX_PARAMETERS = 300, 60, 7
#: Long because it declares: a line for each column of each table.
DECLARATIONS = {"bias.schema"}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


def place(module: str) -> str:
    """The module's name on its floor: ``bias.tokens.batch`` stands in ``tokens``."""
    return module.split(".")[1]


def imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """Full names of the imported modules; ``from bias import schema`` imports ``bias.schema``."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            assert node.level == 0, f"relative import of {origin!r}"
            inner = [f"{origin}.{name.name}" for name in node.names]
            yield from [name if name in MODULES or f"{name}.__init__" in MODULES else origin for name in inner]


def own_imports(module: str) -> set[str]:
    """What the module imports of this package."""
    return {name for name in imported(ast.walk(tree(module))) if name.split(".")[0] == "bias"}


def functions(module: str) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    given = function.args
    named = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in named if name not in ("self", "cls")]


def is_command(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether it is a command, whose parameters are its options."""
    return any("command" in ast.unparse(decorator) for decorator in function.decorator_list)


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when the module is imported: not the bodies of functions, nor what only type checkers read."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from at_import(child)


def test_every_module_has_a_floor_and_imports_only_from_floors_below() -> None:
    floor = {name: number for number, names in enumerate(FLOORS) for name in names}
    homeless = {place(module) for module in MODULES} - floor.keys()
    assert not homeless, "give these a floor, here and in the design"
    upward = [
        f"{module} imports {other}"
        for module in MODULES
        for other in own_imports(module) - {"bias"}
        if place(other) != place(module) and floor[place(other)] >= floor[place(module)]
    ]
    assert not upward


def test_nothing_inside_imports_the_package_root() -> None:
    assert [module for module in MODULES if "bias" in own_imports(module)] == []


def test_libraries_for_drawing_and_for_the_command_line_stay_at_home() -> None:
    astray = [
        f"{module} imports {name}"
        for module in MODULES
        for name in imported(ast.walk(tree(module)))
        if place(module) not in HOMES.get(name.split(".")[0], {place(module)})
    ]
    assert not astray


def test_nltk_is_imported_only_when_it_is_used() -> None:
    at_once = {module for module in MODULES for name in imported(at_import(tree(module))) if name.startswith("nltk")}
    assert not at_once


def test_nothing_unpickles_evaluates_text_or_calls_a_shell() -> None:
    unsafe = [
        f"{module}: {name}"
        for module in MODULES
        for name in imported(ast.walk(tree(module)))
        if name.split(".")[0] in UNSAFE_MODULES
    ]
    unsafe += [
        f"{module}, line {call.lineno}: {ast.unparse(call)}"
        for module in MODULES
        for call in ast.walk(tree(module))
        if isinstance(call, ast.Call)
        if ast.unparse(call.func) in UNSAFE_CALLS or any(word.arg == "shell" for word in call.keywords)
    ]
    assert not unsafe


def test_a_module_holds_no_more_than_one_can_read() -> None:
    lengths = {module: len(path.read_text("utf-8").splitlines()) for module, path in MODULES.items()}
    assert {module: n for module, n in lengths.items() if n > MAX_MODULE and module not in DECLARATIONS} == {}


def test_functions_are_short() -> None:
    lengths = {
        f"{module}.{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for module in MODULES
        for function in functions(module)
    }
    assert {name: n for name, n in lengths.items() if n > MAX_FUNCTION} == {}


def test_functions_take_few_parameters_but_for_commands_whose_parameters_are_options() -> None:
    taken = {
        f"{module}.{function.name}": parameters(function)
        for module in MODULES
        for function in functions(module)
        if not is_command(function)
    }
    assert {name: names for name, names in taken.items() if len(names) > MAX_PARAMETERS} == {}


def feature_groups() -> set[str]:
    """The modules that are a feature group: they have a GROUP."""
    return {
        module
        for module in MODULES
        for node in tree(module).body
        if module.startswith("bias.features.") and isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and target.id == "GROUP"
    }


def readers() -> set[str]:
    """The modules that are a kind of source: they have a class called …Reader."""
    return {
        module
        for module in MODULES
        for node in tree(module).body
        if module.startswith("bias.readers.") and isinstance(node, ast.ClassDef)
        if node.name.endswith("Reader") and node.name != "Reader"
    }


#: What several feature groups share; it knows nothing of them.
SHARED_LAYERS = ("bias.features.actors", "bias.features.harms")


def test_what_groups_share_imports_no_group() -> None:
    groups = feature_groups()
    assert {"bias.features.tone.group", "bias.features.agency"} <= groups
    homes = {group.removesuffix(".group") for group in groups}
    found = [
        f"{module} imports {other}"
        for module in MODULES
        if module.startswith(SHARED_LAYERS)
        for other in own_imports(module)
        if any(other == home or other.startswith(f"{home}.") for home in homes)
    ]
    assert not found


def test_what_actors_are_does_not_depend_on_harms() -> None:
    actors = [module for module in MODULES if module.startswith("bias.features.actors")]
    assert [module for module in actors for other in own_imports(module) if "harms" in other] == []


@pytest.mark.parametrize("family", [feature_groups, readers])
def test_members_of_a_family_do_not_import_each_other(family: Callable[[], set[str]]) -> None:
    members = family()
    assert len(members) >= 5
    assert {member: own_imports(member) & members for member in members if own_imports(member) & members} == {}


def test_no_part_of_a_group_imports_a_part_of_another() -> None:
    packages = {group.removesuffix(".group") for group in feature_groups() if group.endswith(".group")}
    found = [
        f"{module} imports {other}"
        for module in MODULES
        for other in own_imports(module)
        for home in packages
        if other.startswith(f"{home}.") and not module.startswith(home) and module.startswith("bias.features.")
    ]
    assert not found


def test_the_command_line_loads_nothing_heavy_until_a_command_needs_it() -> None:
    command = [sys.executable, "-X", "importtime", "-c", "import bias.cli"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    loaded = {line.rsplit("|", 1)[-1].strip() for line in ran.stderr.splitlines()}
    assert "bias.cli" in loaded
    assert [name for name in sorted(loaded) if name.split(".")[0] in HEAVY] == []
