"""Azerbaijani: forms of one word share a term, other words do not.

The groups were written for the project; no native speaker has reviewed them.
"""

from itertools import combinations, product

import pytest

from search.analysis import normalise, plain
from search.analysis.stemmers import _words, az

# Forms of one word; a line that is indented continues the one before.
FORMS = """
müəllim müəllimin müəllimlər müəllimləri müəllimlərin müəllimdir müəllimim
müəllimə müəllimənin müəllimələr
müəllimlik müəllimliyi müəllimliyin müəllimlikdən
kitab kitabı kitabın kitablar kitablarda kitabdan kitabım kitabıdır
kitabxana kitabxanada kitabxananın kitabxanalar kitabxanası
kitabxanaçı kitabxanaçılar kitabxanaçının
uşaq uşağı uşağın uşaqlar uşaqların uşaqlarımız uşağa uşaqdır
uşaqlıq uşaqlığı uşaqlıqda uşaqlığımın
dövlət dövləti dövlətin dövlətlər dövlətlərin dövlətə dövlətimiz
dövlətçilik dövlətçiliyi dövlətçiliyin
azad azaddır azadlar
azadlıq azadlığı azadlığın azadlıqlar azadlıqlarının
getmək gedir getdi gedəcək getməyib gedən getsə gedərkən getdiyi gedirdilər getməli
gəlmək gəlir gəldi gələcəkdir gəlmişdir gəlmir gəlsin gəldiyini gəldim gələn
gətirmək gətirir gətirdi gətirib gətirilən
gözəl gözəldir gözəlin gözəllər
gözəllik gözəlliyi gözəlliklər gözəlliyin
göz gözü gözlər gözləri gözlərinə gözümün gözündə
gözləmək gözləyir gözlədi gözləyirdi gözləyin gözləmə
yazmaq yazır yazdı yazıb yazmışdı yazsın yazacağam yazan yazdığı yazarkən
yazı yazını yazılar yazıda yazısı
yazıçı yazıçının yazıçılar yazıçıya yazıçıların yazıçısı
oxumaq oxuyur oxudu oxuyan oxumuş oxuyacaq oxuyub
oxucu oxucular oxucunun oxucuları
bilmək bilir bilirəm bildi bilmirəm bilər bilmədi bilirsən bilməz bilərsiniz
bildirmək bildirib bildirir bildirdi bildirmişdir
bilik bilikləri biliyi biliyin biliklər
hüquq hüquqlar hüquqları hüququ hüquqlarının hüququnun
hüquqşünas hüquqşünaslar hüquqşünasın
iş işi işin işlər işləri işə işdə işimiz
işçi işçilər işçinin işçiləri
işləmək işləyir işlədi işləyən işləyirdi işləyəcək işləmişəm
şəhər şəhəri şəhərin şəhərdə şəhərlər şəhərimizdə şəhərindən
ölkə ölkənin ölkələr ölkəsi ölkəmizin ölkələrin ölkədə
ata atası atam atanın atasına ataları
at atı atlar atın
ana anası anam ananın anasının
ad adı adını adlar adına
vermək verir verdi verib verəcək verən verdiyi verməlidir
verilmək verilir verildi verilib verilən verilmişdir
olmaq olur oldu olub olan olacaq olmuşdur olduğu olmayan olsa olmaması
etmək edir etdi edib edən etmişdir edəcək etməlidir edərək etdiyi etmə
edilmək edilir edildi edilib edilən edilməsi
demək deyir dedi deyib deyən demişdir deyə deyirlər
qorumaq qoruyur qorudu qoruyan qorumalıyıq qoruyacaq qorumalıdır
qorunmaq qorunur qorundu qorunan qorunması qorunmasına
təhlükə təhlükəni təhlükələr təhlükənin təhlükəyə
təhlükəsizlik təhlükəsizliyi təhlükəsizliyin təhlükəsizliyə
təhlükəli təhlükəlidir təhlükəliydi
məktəb məktəbi məktəbdə məktəblər məktəblərin məktəbimizin
məktəbli məktəblilər məktəblinin məktəblilərə
ağız ağzı ağzını ağzından ağızlar
oğul oğlu oğlunun oğlum oğullar
ürək ürəyi ürəyim ürəyində ürəklər ürəyimin
torpaq torpağı torpaqlar torpağın torpaqlarımız
xalq xalqı xalqın xalqlar xalqımız xalqları
su suyu suyun sular suda
bu bunu bunun buna bunlar bundan
o onu onun ona onlar onları onlardan
mən məni mənim mənə məndən
bakı bakıda bakının bakıya bakıdan bakını
azərbaycan azərbaycanın azərbaycanda azərbaycana azərbaycandan
azərbaycanlı azərbaycanlılar azərbaycanlıların
seminar seminarlar seminarın seminarda seminarları
direktor direktoru direktorun direktorlar
kommunikasiya kommunikasiyası kommunikasiyanın kommunikasiyalar
infrastruktur infrastrukturu infrastrukturun infrastrukturdan
informasiya informasiyanı informasiyanın informasiyalar informasiyası
valyuta valyutanın valyutası valyutalar
deputat deputatlar deputatın deputatı deputatların
kamera kameralar kameranın kamerası
paraqraf paraqrafda paraqrafın paraqraflar
ibrahimov ibrahimovun ibrahimova ibrahimovu
london londonda londonun londona londondan
tokio tokioda tokionun tokioya
paris parisdə parisin parisə
televizor televizoru televizorda televizorun
stansiya stansiyası stansiyanın stansiyaya stansiyalar
taksi taksini taksilər taksinin taksidə
sürücü sürücüsü sürücünün sürücülər
qorxmaq qorxur qorxdu qorxma qorxurdu qorxan
qorxu qorxusu qorxunun qorxular
danışmaq danışır danışdı danışan danışırdılar danışmışıq danışanda
danışıq danışıqlar danışığı danışıqları
düşünmək düşünür düşündü düşünürəm düşünən düşünmədən
düşüncə düşüncəsi düşüncələr düşüncənin
başlamaq başlayır başladı başlayan başlamışdı başlayacaq başlayaraq
başlanmaq başlanır başlandı başlanması
baş başı başını başına başlar başında
başçı başçısı başçının başçıları
görmək görür gördü görən görmüşdü görəcək görmədim görsə
göstərmək göstərir göstərdi göstərən göstərilən göstərmişdir
görüş görüşü görüşdə görüşlər görüşün
görüşmək görüşür görüşdü görüşəcək görüşüb
yaxşı yaxşıdır yaxşılar
yaxşılaşdırmaq yaxşılaşdırır yaxşılaşdırılması yaxşılaşdırmalıyıq
uzaq uzaqdır uzağa uzaqdan
uzaqlaşmaq uzaqlaşır uzaqlaşdı
nümayəndə nümayəndəsi nümayəndələr nümayəndələri
nümayəndəlik nümayəndəliyi nümayəndəliyinin
prezident prezidenti prezidentin prezidentlər prezidentinin
seçmək seçdi seçir seçəcək seçilən
seçki seçkilər seçkilərin seçkidə seçkisi
təşkilat təşkilatı təşkilatın təşkilatlar təşkilatları
təşkil təşkili təşkilinin
pişik pişiyi pişiklər pişiyin
it iti itlər itin
itmək itdi itib
itirmək itirdi itirir itirən
dəniz dənizdə dənizin dənizi dənizlər
dənizçi dənizçilər dənizçinin
yemək yeyir yedi yeyən yeyəcək
gün günü günün günlər günləri günə gündə
günəş günəşin günəşi
saxlamaq saxlayır saxladı saxlamışdı
qız qızı qızlar qızın qızım qızlarının
qızıl qızılın qızıldan qızılı
bal balı balın
bala balası balalar balanın
ağac ağacı ağacın ağaclar ağacları
ağ ağdır
küçə küçədə küçənin küçələr küçəsi
el eli ellər
əl əli əlində əllər əlindən əlini
əlaqə əlaqəsi əlaqələr əlaqələri əlaqənin
əlavə əlavəsi əlavələr
alqoritm alqoritmi alqoritmin alqoritmlər
menecer meneceri menecerlər menecerin
kandidat kandidatlar kandidatı kandidatın
"""
# Words that begin alike and are different words.
APART = """
müəllim: müəllimə müəllimlik
müəllimə: müəllimlik
kitab: kitabxana kitabxanaçı
kitabxana: kitabxanaçı
uşaq: uşaqlıq
dövlət: dövlətçilik
azad: azadlıq
gözəl: gözəllik göz gözləmək
gözəllik: göz gözləmək
göz: gözləmək
yazmaq: yazı yazıçı
yazı: yazıçı
oxumaq: oxucu
bilmək: bildirmək bilik
bildirmək: bilik
hüquq: hüquqşünas
vermək: verilmək
qorumaq: qorunmaq qorxmaq qorxu
qorunmaq: qorxmaq qorxu
təhlükə: təhlükəsizlik təhlükəli
təhlükəsizlik: təhlükəli
məktəb: məktəbli
azərbaycan: azərbaycanlı
infrastruktur: informasiya
paraqraf: paris
qorxmaq: qorxu
danışmaq: danışıq
düşünmək: düşüncə
başlamaq: başlanmaq baş başçı
başlanmaq: baş başçı
baş: başçı
görmək: görüş görüşmək
görüş: görüşmək
yaxşı: yaxşılaşdırmaq
uzaq: uzaqlaşmaq
nümayəndə: nümayəndəlik
seçmək: seçki
təşkilat: təşkil
dəniz: dənizçi
gün: günəş
qız: qızıl
bal: bala
əlaqə: əlavə
"""


def lines(text):
    return [line.split() for line in text.replace("\n  ", " ").strip().splitlines()]


def terms(word):
    return {word, *az.stems(word)}


GROUPS = {group[0]: group for group in lines(FORMS)}
PAIRS = [(line[0][:-1], other) for line in lines(APART) for other in line[1:]]


@pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)
def test_forms_of_one_word_share_a_term(group):
    missed = [pair for pair in combinations(group, 2) if not terms_meet(*pair)]
    assert not missed


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_different_words_do_not_meet(one, other):
    pairs = product(GROUPS[one], GROUPS[other])
    assert not [pair for pair in pairs if terms_meet(*pair)]


def terms_meet(one, other):
    return bool(terms(one) & terms(other))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("usaqlarin", "uşaqlar"),
        ("sehirde", "şəhir"),
        ("cocuklari", "çocuk"),
        ("gelmisdi", "gəlir"),
        ("azadligin", "azadlıq"),
        ("huquqlarinin", "hüquq"),
    ],
)
def test_a_word_typed_without_the_keyboard_has_the_plain_stem(typed, meant):
    assert terms(typed) & {plain(term) for term in terms(meant)}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        # A whole word that looks inflected
        ("qadın", ("qadın",)),
        ("ana", ("ana",)),
        ("zaman", ("zaman",)),
        # Two readings: of the apple, without taking
        ("almadan", ("alma", "almq")),
        # An unknown noun; a name that may end in a vowel or in a possessive
        ("paraqraflardan", ("paraqraf",)),
        ("londonun", ("london", "londo")),
        # An unknown verb, known by an ending that only verbs have
        ("zırıldamayacaqdır", ("zırıldamq",)),
        # A passive meets its active
        ("yazılmışdır", ("yazılmq", "yazmq")),
        ("o", ()),
    ],
)
def test_stems_of(word, expected):
    assert az.stems(word) == expected


def test_the_word_list_is_written_as_words_are_compared():
    words = [
        word.rstrip("=")
        for section in _words.sections("az").values()
        for line in section
        for word in line
    ]
    # In Maltese lists an apostrophe stands for a final għ.
    words = [word.replace("'", "") for word in words]
    assert [word for word in words if normalise(word, "az") != word] == []


def test_the_sections_of_the_word_list_are_the_ones_that_are_read():
    assert all(_words.sections("az").values())
