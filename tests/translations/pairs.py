"""Correct translations of whole segments: no check may say a word about them."""

from translations.checks import GlossaryRule, TextPair

TREATY = (
    'The <a id="a1">Convention</a> was opened on 25 October 2007; more than'
    " <b>1,500 towns</b> and 2.5 % of all regions call {name} or 116 111."
)
TREATIES = {
    "sq": '<a id="a1">Konventa</a> u hap më 25 tetor 2007; më shumë se'
    " <b>1 500 qytete</b> dhe 2,5 % e të gjitha rajoneve telefonojnë {name} ose"
    " 116 111.",
    "hy": '<a id="a1">Կոնվենցիան</a> բացվել է 2007 թվականի հոկտեմբերի 25-ին․ ավելի քան'
    " <b>1 500 քաղաք</b> և բոլոր շրջանների 2,5 %-ը զանգահարում են {name} կամ 116 111։",
    "az": '<a id="a1">Konvensiya</a> 25 oktyabr 2007-ci ildə açılıb; <b>1.500-dən çox'
    " şəhər</b> və bütün bölgələrin 2,5 faizi {name} və ya 116 111 nömrəsinə zəng edir.",
    "bg": '<a id="a1">Конвенцията</a> е открита на 25 октомври 2007 г.; повече от'
    " <b>1 500 града</b> и 2,5 % от всички региони се обаждат на {name} или 116 111.",
    "ca": 'El <a id="a1">Conveni</a> es va obrir el 25 d’octubre de 2007; més de'
    " <b>1.500 ciutats</b> i el 2,5 % de totes les regions truquen a {name} o al"
    " 116 111.",
    "hr": '<a id="a1">Konvencija</a> je otvorena 25. listopada 2007.; više od'
    " <b>1500 gradova</b> i 2,5 % svih regija zove {name} ili 116 111.",
    "cs": '<a id="a1">Úmluva</a> byla otevřena 25. října 2007; více než'
    " <b>1\u00a0500 měst</b> a 2,5 % všech regionů volá {name} nebo 116 111.",
    "da": '<a id="a1">Konventionen</a> blev åbnet den 25. oktober 2007; flere end'
    " <b>1.500 byer</b> og 2,5 % af alle regioner ringer til {name} eller 116 111.",
    "nl": 'Het <a id="a1">Verdrag</a> is op 25 oktober 2007 opengesteld; meer dan'
    " <b>1.500 steden</b> en 2,5 % van alle regio’s bellen {name} of 116 111.",
    "et": '<a id="a1">Konventsioon</a> avati 25. oktoobril 2007; enam kui'
    " <b>1500 linna</b> ja 2,5 % kõigist piirkondadest helistab {name} või 116 111.",
    "fi": '<a id="a1">Yleissopimus</a> avattiin 25. lokakuuta 2007; yli'
    " <b>1 500 kuntaa</b> ja 2,5 % kaikista alueista soittaa {name} tai 116 111.",
    "fr": 'La <a id="a1">Convention</a> a été ouverte le 25 octobre 2007\u202f; plus de'
    " <b>1\u202f500 villes</b> et 2,5\u00a0% des régions appellent {name} ou le 116 111.",
    "ka": '<a id="a1">კონვენცია</a> 2007 წლის 25 ოქტომბერს გაიხსნა; <b>1 500-ზე მეტი'
    " ქალაქი</b> და ყველა რეგიონის 2,5 % რეკავს {name} ან 116 111.",
    "de": 'Das <a id="a1">Übereinkommen</a> wurde am 25. Oktober 2007 aufgelegt; mehr'
    " als <b>1.500 Städte</b> und 2,5 % aller Regionen rufen {name} oder 116 111 an.",
    "el": 'Η <a id="a1">Σύμβαση</a> άνοιξε στις 25 Οκτωβρίου 2007· περισσότερες από'
    " <b>1.500 πόλεις</b> και το 2,5 % όλων των περιφερειών καλούν {name} ή 116 111.",
    "hu": 'Az <a id="a1">Egyezményt</a> 2007. október 25-én nyitották meg; több mint'
    " <b>1500 város</b> és az összes régió 2,5 %-a hívja ezt: {name} vagy 116 111.",
    "is": '<a id="a1">Samningurinn</a> var opnaður 25. október 2007; fleiri en'
    " <b>1.500 bæir</b> og 2,5 % allra héraða hringja í {name} eða 116 111.",
    "ga": 'Osclaíodh an <a id="a1">Coinbhinsiún</a> an 25 Deireadh Fómhair 2007; tá níos'
    " mó ná <b>1,500 baile</b> agus 2.5 % de na réigiúin uile ag glaoch ar {name} nó"
    " ar 116 111.",
    "it": 'La <a id="a1">Convenzione</a> è stata aperta il 25 ottobre 2007; più di'
    " <b>1.500 città</b> e il 2,5 % delle regioni chiamano {name} o il 116 111.",
    "lv": '<a id="a1">Konvenciju</a> atvēra 2007. gada 25. oktobrī; vairāk nekā'
    " <b>1500 pilsētu</b> un 2,5 % no visiem reģioniem zvana {name} vai 116 111.",
    "lt": '<a id="a1">Konvencija</a> pateikta pasirašyti 2007 m. spalio 25 d.; daugiau'
    " kaip <b>1 500 miestų</b> ir 2,5 % visų regionų skambina {name} arba 116 111.",
    "lb": 'D’<a id="a1">Konventioun</a> gouf de 25. Oktober 2007 opgemaach; méi wéi'
    " <b>1.500 Stied</b> an 2,5 % vun alle Regiounen ruffen {name} oder 116 111 un.",
    "mk": '<a id="a1">Конвенцијата</a> беше отворена на 25 октомври 2007 година; повеќе'
    " од <b>1.500 градови</b> и 2,5 % од сите региони се јавуваат на {name} или"
    " 116 111.",
    "mt": 'Il-<a id="a1">Konvenzjoni</a> nfetħet fil-25 ta’ Ottubru 2007; aktar minn'
    " <b>1,500 belt</b> u 2.5 % tar-reġjuni kollha jċemplu lil {name} jew 116 111.",
    "cnr": '<a id="a1">Konvencija</a> je otvorena 25. oktobra 2007. godine; više od'
    " <b>1.500 gradova</b> i 2,5 % svih regiona zove {name} ili 116 111.",
    "nb": '<a id="a1">Konvensjonen</a> ble åpnet 25. oktober 2007; mer enn'
    " <b>1500 byer</b> og 2,5 % av alle regioner ringer {name} eller 116 111.",
    "pl": '<a id="a1">Konwencja</a> została otwarta 25 października 2007 r.; ponad'
    " <b>1500 miast</b> i 2,5% wszystkich regionów dzwoni do {name} lub pod 116 111.",
    "pt": 'A <a id="a1">Convenção</a> foi aberta a 25 de outubro de 2007; mais de'
    " <b>1500 cidades</b> e 2,5 % de todas as regiões ligam para {name} ou 116 111.",
    "ro": '<a id="a1">Convenția</a> a fost deschisă la 25 octombrie 2007; peste'
    " <b>1.500 de orașe</b> și 2,5 % din toate regiunile sună la {name} sau 116 111.",
    "rm": 'La <a id="a1">Convenziun</a> è vegnida averta ils 25 d’october 2007; passa'
    " <b>1’500 citads</b> e 2.5 % da tut las regiuns telefoneschan a {name} u 116 111.",
    "sr": '<a id="a1">Конвенција</a> је отворена 25. октобра 2007. године; више од'
    " <b>1.500 градова</b> и 2,5 % свих региона зове {name} или 116 111.",
    "sk": '<a id="a1">Dohovor</a> bol otvorený 25. októbra 2007; viac ako'
    " <b>1 500 miest</b> a 2,5 % všetkých regiónov volá {name} alebo 116 111.",
    "sl": '<a id="a1">Konvencija</a> je bila odprta 25. oktobra 2007; več kot'
    " <b>1.500 mest</b> in 2,5 % vseh regij kliče {name} ali 116 111.",
    "es": 'El <a id="a1">Convenio</a> se abrió el 25 de octubre de 2007; más de'
    " <b>1500 ciudades</b> y el 2,5 % de las regiones llaman a {name} o al 116 111.",
    "sv": '<a id="a1">Konventionen</a> öppnades den 25 oktober 2007; fler än'
    " <b>1 500 städer</b> och 2,5 % av alla regioner ringer {name} eller 116 111.",
    "tr": '<a id="a1">Sözleşme</a> 25 Ekim 2007’de imzaya açıldı; <b>1.500’den fazla'
    " şehir</b> ve tüm bölgelerin %2,5’i {name} veya 116 111 numarasını arıyor.",
    "uk": '<a id="a1">Конвенцію</a> відкрито 25 жовтня 2007 року; понад'
    " <b>1500 міст</b> і 2,5 % усіх регіонів телефонують {name} або 116 111.",
}


def pair(source: str, target: str, language: str, **more) -> TextPair:
    """A pair with an English source."""
    return TextPair(source, target, "en", language, **more)


def term(source: str, *preferred: str, **more) -> GlossaryRule:
    return GlossaryRule(source, preferred=preferred, **more)
