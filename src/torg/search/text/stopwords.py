"""Words that say nothing about a product: wanted when they are there, never demanded."""

from torg.search.text.letters import Language

_WORDS: dict[Language, str] = {
    "sv": "och eller i på av till från för med utan en ett den det de som är att om vid under över hos mot per á a "
    "jag vill ha köpa söker behöver finns bästa bra billig billiga billigt min mitt mina sin",
    "nb": "og eller i på av til fra for med uten en et ei den det de som er å om ved under over hos mot per "
    "jeg vil ha kjøpe søker trenger finnes beste bra billig billige min mitt mine",
    "da": "og eller i på af til fra for med uden en et den det de som er at om ved under over hos mod per "
    "jeg vil have købe søger brug findes bedste god billig billige min mit mine",
    "fi": "ja tai sekä on ei se ne joka kun kuin että jos vai myös haluan ostaa etsin tarvitsen paras hyvä halpa "
    "minun varten kanssa ilman",
    "en": "and or in on of to from for with without a an the that is are by at under over per i want buy need "
    "looking best good cheap my your w f",
}
STOP_WORDS: dict[Language, frozenset[str]] = {language: frozenset(words.split()) for language, words in _WORDS.items()}
