"""A slip of the hand, a word from elsewhere, a tone that is missing: told apart by shape."""

from __future__ import annotations

import pytest

from radioprog.reader.vi.slips import apart, has_vowel, lacks_tone, looks_mistyped

MISTYPED = [
    "mangthương",
    "CPngày",
    "iám",
    "KIỀUẢnh",
    "thuơng",
    "lạiĐại",
    "HCMchiều",
    "xãHội",
    "XÃhội",
    "ỦYban",
    "xinchào",
    "bàcon",
    "hộinghị",
    "Hộinghị",
    "phòngchống",
    "xàphòng",
    "aaá",
    "đđi",
    "ưoc",
    "uơng",
    "Lườngg",
    "ngườii",
    "truờng",
    "điệnảnh",
    "HộiAn",
    "Hộian",
    "TPHCMchiều",
    "Ủyban",
    "ủyBan",
    "ăăn",
    "mộthaiba",
    "UBNDxã",
    "xãUBND",
    "nhiềuu",
    "nghiêngg",
    "Đắkk",
    "màuxanh",
    "Aabcđ",
    "Nàyđây",
]
BORROWED = [
    "Huawei",
    "radar",
    "Đắk",
    "Krông",
    "ôtô",
    "José",
    "Xinchào",
    "quốcgia",
    "axít",
    "bêtông",
    "cactông",
    "Léman",
    "Valérie",
    "élan",
    "Éxx",
    "Điêna",
    "Niê",
    "Ktul",
    "Krôngg",
    "Ayunô",
    "xícxắc",
    "ghiđông",
    "sơmi",
    "pêđan",
    "Ơđu",
    "Blăk",
    "ABCđ",
    "ôzôn",
    "vắcxin",
    "văcxin",
    "Xơđăng",
    "cátxét",
    "ôkê",
    "đêpô",
]
WHOLE = [
    "iám",
    "thuơng",
    "Huawei",
    "radar",
    "Đắk",
    "Krông",
    "José",
    "XÃhội",
    "ỦYban",
    "axít",
    "Éxx",
    "aaá",
    "đđi",
    "uơng",
    "Lườngg",
    "Ktul",
    "truờng",
    "Krôngg",
    "xícxắc",
    "Blăk",
    "ăăn",
    "xãUBND",
    "nghiêngg",
    "Đắkk",
    "ABCđ",
    "Aabcđ",
    "ôzôn",
]


@pytest.mark.parametrize("word", MISTYPED)
def test_a_slip_looks_mistyped(word: str) -> None:
    assert looks_mistyped(word)


@pytest.mark.parametrize("word", BORROWED)
def test_a_word_from_elsewhere_does_not(word: str) -> None:
    assert not looks_mistyped(word)


@pytest.mark.parametrize(("letters", "mistyped"), [(24, False), (25, True)])
def test_a_word_without_end_is_no_word(letters: int, mistyped: bool) -> None:
    assert looks_mistyped("x" * letters) is mistyped


@pytest.mark.parametrize(
    ("word", "parted"),
    [
        ("mangthương", "mang thương"),
        ("CPngày", "CP ngày"),
        ("KIỀUẢnh", "KIỀU Ảnh"),
        ("ôtô", "ôt ô"),
        ("lạiĐại", "lại Đại"),
        ("HCMchiều", "HCM chiều"),
        ("xãHội", "xã Hội"),
        ("xinchào", "xin chào"),
        ("Xinchào", "Xin chào"),
        ("bàcon", "bàc on"),
        ("hộinghị", "hội nghị"),
        ("Hộinghị", "Hội nghị"),
        ("phòngchống", "phòng chống"),
        ("quốcgia", "quốc gia"),
        ("bêtông", "bêt ông"),
        ("cactông", "cac tông"),
        ("xàphòng", "xàp hòng"),
        ("Léman", "Lém an"),
        ("Valérie", "Va lé ri e"),
        ("élan", "é lan"),
        ("ưoc", "ư oc"),
        ("Điêna", "Điên a"),
        ("Niê", "Ni ê"),
        ("ngườii", "người i"),
        ("Ayunô", "Ay un ô"),
        ("ghiđông", "ghi đông"),
        ("sơmi", "sơm i"),
        ("pêđan", "pê đan"),
        ("Ơđu", "Ơ đu"),
        ("điệnảnh", "điện ảnh"),
        ("HộiAn", "Hội An"),
        ("Hộian", "Hội an"),
        ("TPHCMchiều", "TPHCM chiều"),
        ("Ủyban", "Ủy ban"),
        ("ủyBan", "ủy Ban"),
        ("mộthaiba", "một hai ba"),
        ("UBNDxã", "UBND xã"),
        ("nhiềuu", "nhiều u"),
        ("màuxanh", "màu xanh"),
        ("vắcxin", "vắc xin"),
        ("văcxin", "văc xin"),
        ("Nàyđây", "Này đây"),
        ("Xơđăng", "Xơ đăng"),
        ("cátxét", "cát xét"),
        ("ôkê", "ô kê"),
        ("đêpô", "đêp ô"),
    ],
)
def test_a_grown_together_word_gets_its_space_back(word: str, parted: str) -> None:
    assert apart(word) == parted


@pytest.mark.parametrize("word", WHOLE)
def test_a_word_that_cannot_be_parted_stays(word: str) -> None:
    assert apart(word) is None


@pytest.mark.parametrize(
    ("word", "lacking"),
    [
        ("nươc", True),
        ("việt", False),
        ("quốc", False),
        ("Viet", False),
        ("cât", True),
        ("Nươc", False),
        ("cach", False),
        ("câc", True),
        ("nhât", True),
        ("môp", True),
        ("sôt", True),
        ("sốt", False),
        ("sột", False),
        ("sơch", True),
        ("thich", False),
        ("hêt", True),
        ("NƯƠC", False),
        ("ăn", False),
        ("trươc", True),
    ],
)
def test_a_stop_needs_its_tone(word: str, lacking: bool) -> None:
    assert lacks_tone(word) is lacking


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("bps", False),
        ("Kỳ", True),
        ("spy", True),
        ("Œ", True),
        ("ø", True),
        ("æ", True),
        ("ı", True),
        ("xyz", True),
        ("brr", False),
        ("Ấ", True),
        ("č", False),
    ],
)
def test_a_word_without_a_vowel_cannot_be_said(word: str, sounds: bool) -> None:
    assert has_vowel(word) is sounds
