"""Given names that stand for one another, for finding the same person under another name."""

from collections.abc import Mapping

_GROUPS = """
abigail abby gail
albert al bert
alejandro alex ale
alexander alex alec sasha xander
alexandra alex sandra sasha lexi
alfredo alfred fred freddy
amanda mandy
andrew andy drew andres
anthony tony antonio
barbara barb barbie
beatriz bea betty
benjamin ben benny benji
bernard bernie
beth elizabeth liz lizzie betsy betty eliza lisa isabel
caroline carol carrie
catherine katherine kathryn kate katie kathy cathy catalina kat
charles charlie chuck carlos
christina christine chris tina cristina
christopher chris kit cristobal
concepcion concha connie
consuelo chelo
cynthia cindy
daniel dan danny
david dave davey
deborah debra deb debbie
dolores lola
donald don donnie
dorothy dot dottie
edward ed eddie ted ned eduardo
eleanor ellie nora
enrique henry quique
eugene gene
evelyn evie
florence flo
frances fran francie
francisco frank pancho paco
frank francis frankie
frederick fred freddie
gabriel gabe
george jorge
gerald gerry jerry
gregory greg
guadalupe lupe
guillermo william memo
harold hal harry
henry hank harry
ignacio nacho
jacob jake
james jim jimmy jamie
jeffrey jeff geoffrey geoff
jennifer jen jenny
jessica jess jessie
jesus chuy
john jack johnny jon juan
jonathan jon john
joseph joe joey jose pepe
joshua josh
juan john
judith judy
kenneth ken kenny
kimberly kim
lawrence larry
leonard leo len lenny
linda lynn
louis lou louie luis
manuel manny manolo
margaret maggie meg peggy marge margarita
maria mary marie mari
martha marty
matthew matt mateo
megan meg
michael mike mikey mick miguel
miguel mike
nathaniel nathan nate
nicholas nick nicky nicolas
pamela pam
patricia pat patty tricia trish
patrick pat paddy
pedro peter
peter pete
philip phil
rafael ralph rafa
raymond ray
rebecca becky becca
refugio cuca
richard rick ricky dick rich ricardo
robert bob bobby rob robbie bert roberto beto
rodrigo rod
ronald ron ronnie
rosario chayo
roberto bob beto
samuel sam sammy
sandra sandy
sergio serge
stephanie steph
steven stephen steve esteban
susan sue suzy susana
teresa theresa terry tess
theodore ted teddy theo
thomas tom tommy tomas
timothy tim timmy
veronica ronnie vero
victoria vicky tori
vincent vince vicente
virginia ginny
walter walt
william bill billy will willie liam
zachary zach zack
"""


def _known() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _GROUPS.strip().splitlines():
        group = set(line.split())
        for name in group:
            found.setdefault(name, set()).update(group)
    return {name: frozenset(group) for name, group in found.items()}


NICKNAMES: Mapping[str, frozenset[str]] = _known()
"""For a folded given name all those it may stand for, itself among them."""
