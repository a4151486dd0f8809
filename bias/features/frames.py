"""Frames that words evoke: policy frames, generic news frames, war and peace journalism, Entman's four functions.

A frame picks out some sides of an event and leaves others in the dark. Four schemes of the literature are read by
four word lists, each independent of the others; a measure is the words of a frame per 1,000 words of the outlet's own.
Negation is not read: who denies a frame evokes it ("I am not a crook"; Lakoff, G. (2004). Don't Think of an Elephant!
White River Junction: Chelsea Green).

Known errors: coders read a frame off a whole passage, a list sees words in every sense, so a story about an issue
looks like one framed by it; frames that are shown without their words are missed; some frames have commoner words
than others, so a rate is to be compared with the same rate of another outlet on the same event, never with that of
another frame. The policy codebook's fifteenth frame, "other", has no words. Two more have words but no measure, since
outlets could not be told apart by them (``tests/benchmarks/features.md``): capacity and quality of life.
"""

from __future__ import annotations

from dataclasses import dataclass

from bias.features.rates import LexiconGroup, Rate

_POLICY = (
    "Boydstun, A. E. et al. (2014). Tracking the development of media frames within and across policy issues. APSA "
    "annual meeting. Card, D. et al. (2015). The Media Frames Corpus: annotations of frames across issues. Proceedings "
    "of ACL-IJCNLP 2015, 438-444."
)
_GENERIC = (
    "Semetko, H. A. and Valkenburg, P. M. (2000). Framing European politics: a content analysis of press and "
    "television news. Journal of Communication 50(2), 93-109."
)
_WAR_PEACE = (
    "Galtung, J. (1986). On the role of the media in worldwide security and peace. In T. Varis (ed.), Peace and "
    "Communication, 249-266. Lee, S. T. and Maslog, C. C. (2005). War or peace journalism? Asian newspaper coverage of "
    "conflicts. Journal of Communication 55(2), 311-329."
)
_ENTMAN = (
    "Entman, R. M. (1993). Framing: toward clarification of a fractured paradigm. Journal of Communication 43(4), "
    "51-58."
)


@dataclass(frozen=True)
class Scheme:
    """A set of frames that one word list holds, and what each stands for.

    ``prefix`` stands before a frame's name in that of its measure; ``unmeasured`` frames tell no outlets apart.
    """

    prefix: str
    lexicon: str
    reference: str
    meanings: dict[str, str]
    unmeasured: tuple[str, ...] = ()

    def rates(self) -> tuple[Rate, ...]:
        """The measures of its frames."""
        return tuple(
            Rate(
                f"{self.prefix}{frame}",
                self.lexicon,
                f"more words {meaning}",
                self.reference,
                (frame,),
                voices=("own",),
            )
            for frame, meaning in self.meanings.items()
            if frame not in self.unmeasured
        )


POLICY = Scheme(
    "policy_",
    "frames-policy-en",
    _POLICY,
    {
        "economic": "on costs, gains and other money matters, of one person or a whole economy",
        "capacity": "on whether there are means, people, time and working systems enough",
        "morality": "on what conscience, religion or a sense of duty calls for",
        "fairness": "on how rights, burdens and goods are shared out among people and groups, and who is treated worse",
        "legality": "on the law, the constitution and the courts: rights, freedoms and powers and who may use them",
        "policy": "on a particular measure: what is proposed, how it is carried out, whether it works",
        "crime": "on breaches of the law, their pursuit and their punishment",
        "security": "on threats to a nation, a community or a person, and defence against them",
        "health": "on illness, care, sanitation, accidents and public safety",
        "quality": "on how people live: home, comfort, daily life, happiness",
        "culture": "on traditions, customs, language, values and identity of a group",
        "opinion": "on what the public thinks: polls, attitudes, protest",
        "political": "on politics as such: elections, parties, votes, bargaining, lobbying",
        "external": "on relations with other countries and a country's standing among them",
    },
    ("capacity", "quality"),
)
GENERIC = Scheme(
    "generic_",
    "frames-generic-en",
    _GENERIC,
    {
        "conflict": "on sides that disagree, reproach each other, win or lose",
        "human_interest": "on a person's face, feelings and private life",
        "economic": "on financial gains, losses, costs and consequences",
        "morality": "on moral messages, God and religion, rules for how to behave",
        "responsibility": "on who is to blame or able to help, solutions, urgent action",
    },
)
WAR_PEACE = Scheme(
    "",
    "frames-war-peace-en",
    _WAR_PEACE,
    {
        "war": "of war journalism: victory, weapons, visible losses, commanders, demonising and victimising language",
        "peace": "of peace journalism: causes and consequences, dialogue, solutions, ordinary people, many parties",
    },
)
ENTMAN = Scheme(
    "entman_",
    "frames-entman-en",
    _ENTMAN,
    {
        "problem": "that define a problem: what is wrong and how badly",
        "cause": "that diagnose causes: why it came about",
        "moral": "that judge those who act: praise and blame",
        "remedy": "that recommend treatment: what should be done",
    },
)
SCHEMES = (POLICY, GENERIC, WAR_PEACE, ENTMAN)

GROUP = LexiconGroup("frames", tuple(rate for scheme in SCHEMES for rate in scheme.rates()))
