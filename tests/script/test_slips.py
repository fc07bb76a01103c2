"""Slips of the hand and habits of Word, Excel, mail and the web, by kind, each with its controls.

Each slip is told by the code that leads to its cure, or read as it was meant; each control is an
ordinary line of a bulletin, of which nothing is said.
"""

from __future__ import annotations

import pytest

from radioprog.script.inline import written_text
from radioprog.script.model import Speech
from radioprog.script.parse import parse_script
from tests.script.helpers import parsed

FRONT = """\
---
title: Bản tin xã
speakers:
  MC1: nữ
  MC2: nam
  Thu Hà: nữ
---
"""


def told(line: str, *, front: str = FRONT, first: str = "MC1: Kính chào bà con.") -> dict[str, str]:
    """Codes of what is said of a line that stands below a speech, with their remedies."""
    _, findings = parse_script(f"{front}{first}\n\n{line}\n", file="s.md", name="s")
    return {
        found.code: found.remedy.vi
        for found in findings
        if found.code not in ("unused-speaker", "clip-without-text")
    }


def spoken(line: str, *, front: str = FRONT) -> list[tuple[str, str, str]]:
    """Speaker, note and words of what follows a first speech by MC1."""
    script, _ = parse_script(f"{front}MC1: Kính chào.\n\n{line}\n", file="s.md", name="s")
    assert script is not None
    said = [block for block in script.body if isinstance(block, Speech)]
    return [(block.speaker, block.note, written_text(block.pieces)) for block in said[1:]]


def lines(text: str) -> list[str]:
    """Cases, one a line; ``⇥`` is a tab."""
    return [row.strip().replace("⇥", "\t") for row in text.strip().split("\n")]


# --- who speaks ---


@pytest.mark.parametrize(
    ("line", "speaker", "note", "words"),
    [
        ("MC2 (cười): Chào bà con.", "MC2", "cười", "Chào bà con."),
        ("MC2(hạ giọng): Chào.", "MC2", "hạ giọng", "Chào."),
        ("mc2 (nói chậm, rõ ràng) : Chào.", "MC2", "nói chậm, rõ ràng", "Chào."),
        ("**MC2** (vui): Chào.", "MC2", "vui", "Chào."),
        ("**MC2 (vui):** Chào.", "MC2", "vui", "Chào."),
        ("MC2 [quay sang MC1]: Chào.", "MC2", "quay sang MC1", "Chào."),
        ("MC2 (lúc 17:30 thì đọc): Chào.", "MC2", "lúc 17:30 thì đọc", "Chào."),
        ("MC2 （cười）： Chào.", "MC2", "cười", "Chào."),
        ("MC2 (cười):\nChào bà con.", "MC2", "cười", "Chào bà con."),
        ("- MC2 (cười): Chào.", "MC2", "cười", "Chào."),
        ("> MC2: Chào.", "MC2", "", "Chào."),
        (">> MC2: Chào.", "MC2", "", "Chào."),
        ("MC2:: Chào.", "MC2", "", "Chào."),
        ("MC2:\tChào.", "MC2", "", "Chào."),
        ("MC2: – Chào.", "MC2", "", "Chào."),
        ("*MC2:* Chào.", "MC2", "", "Chào."),
        ("_MC2_: Chào.", "MC2", "", "Chào."),
        ("MC2\ua789 Chào.", "MC2", "", "Chào."),
        ("MC\u200b2: Chào.", "MC2", "", "Chào."),
    ],
)
def test_a_label_is_read_as_it_is_meant(line, speaker, note, words):
    assert spoken(line) == [(speaker, note, words)]
    assert told(line) == {}


SEVERAL = lines(
    """
    MC1/MC2: Chào.
    MC1, MC2: Chào.
    MC1 và MC2: Chào.
    MC1 + MC2: Chào.
    MC1 & Thu Hà: Chào.
    MC1 - MC2: Chào.
    mc1 / mc2 : Chào.
    Cả hai: Chào.
    Cả 2 MC: Chào.
    Đồng thanh: Chào.
    MC1; MC2: Chào.
    MC1, MC 2: Chào.
    """
)
NO_COLON = lines(
    """
    MC2 – Chào bà con.
    MC2- Chào bà con.
    MC2 — Chào.
    MC2; Chào.
    MC2 > Chào.
    MC2⇥Chào bà con.
    MC2 (cười) Chào bà con.
    Thu Hà – Chào bà con.
    thu hà - chào bà con.
    MC2. Chào bà con.
    MC2, chào bà con.
    MC2 Xin chào.
    MC2 Kính thưa quý vị.
    **MC2** – Chào.
    MC2 = Chào.
    MC2-Chào bà con.
    MC2 → Chào.
    MC2 | Chào.
    MC2 (cười: Chào bà con.
    MC1 và MC2 kính chào.
    """
)
DRESSED = lines(
    """
    1. MC2: Chào.
    2) MC2: Chào.
    (3) MC2: Chào.
    [MC2]: Chào.
    (MC2): Chào.
    “MC2”: Chào.
    "MC2": Chào.
    <MC2>: Chào.
    00:15 MC2: Chào.
    [0:15] MC2: Chào.
    (MC2) Chào bà con.
    [MC2] Chào bà con.
    ~MC2: Chào.
    # MC2: Chào.
    """
)
UNDECLARED = lines(
    """
    MC3: Chào.
    MC 3: Chào.
    mc3: Chào.
    PTV1: Chào.
    PTV 2: Chào.
    ptv: Chào.
    BTV1: Chào.
    BTV: Chào.
    PV: Chào.
    pv1: Chào.
    KTV: Chào.
    Dẫn 1: Chào.
    dẫn: Chào.
    Nam: Chào.
    Nữ: Chào.
    nam: chào.
    Phát thanh viên: Chào.
    Phát thanh viên 1: Chào.
    Người dẫn: Chào.
    Người dẫn chương trình: Chào.
    Biên tập: Chào.
    Biên tập viên: Chào.
    Phóng viên Lan Anh: Chào.
    M.C: Chào.
    P.V.: Chào.
    MC.3: Chào.
    MC số 3: Chào.
    MC (3): Chào.
    MC-3: Chào.
    MC_3: Chào.
    PTV nữ (cười): Chào.
    Giọng nam: Chào.
    Lời dẫn: Chào.
    Xướng ngôn viên: Chào.
    Người đọc 1: Chào.
    MC nam đọc: Chào.
    PTV nữ nói: Chào.
    Thu Ha: Chào.
    Thu Hà 2: Chào.
    MC 1: Chào.
    MC2a: Chào.
    NAM - Chào bà con.
    PTV 1 – Chào bà con.
    (PTV nữ) Chào bà con.
    3. PTV nữ: Chào.
    Host: Hello.
    Announcer 1: Hello.
    DCT: Chào.
    Dẫn nữ: Chào.
    """
)
INSIDE = lines(
    """
    MC1: Chào bà con. MC2: Chào MC1.
    MC1: Chào. Thu Hà: Chào bạn.
    Chào bà con! MC2: Xin chào.
    MC1: Chào MC2: xin chào.
    MC1: “Chào.” MC2: Chào.
    """
)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        *((line, "several-speakers") for line in SEVERAL),
        *((line, "speaker-without-colon") for line in (*NO_COLON, *DRESSED, "MC2", "**MC2**")),
        *((line, "unknown-speaker") for line in UNDECLARED),
        *((line, "speaker-inside-line") for line in INSIDE),
        ("MC1: Chào. PTV: Chào.", "unknown-speaker"),
    ],
)
def test_a_label_that_is_none_is_told(line, code):
    assert code in told(line)


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("MC2 – Chào bà con.", "viết MC2: Chào bà con."),
        ("MC2 (cười) Chào bà con.", "viết MC2 (cười): Chào bà con."),
        ("MC1/MC2: Chào.", "MC1: …\nMC2: …"),
        ("1. MC2: Chào.", "viết MC2: Chào."),
        ("MC 1: Chào.", "có phải là MC1"),
        ("Thu Ha: Chào.", "có phải là Thu Hà"),
        ("MC1: Chào. MC2: Chào.", "xuống dòng trước MC2:"),
    ],
)
def test_what_is_told_of_a_label_says_how_it_is_written(line, remedy):
    assert remedy in "\n".join(told(line).values())


@pytest.mark.parametrize(
    "line",
    lines(
        """
        Địa chỉ: thôn Bãi Dinh.
        Kính gửi: các thôn.
        Điện thoại: 052 3822 822.
        PV có mặt tại Cha Lo cho biết.
        PV có mặt tại Cha Lo: trời mưa.
        Thu Hà là cô giáo trẻ.
        Thu Hà, cô giáo trẻ, kể lại.
        Nam, nữ: từ đủ 18 tuổi.
        Dẫn chứng: ba xã.
        Người dẫn đường: ông Tám.
        Bà con chú ý: mai cắt điện.
        Lúc 17:30, mời bà con nghe đài.
        Ông Nam cho biết: lúa được mùa.
        Bản An-đông có 30 hộ.
        Tỷ số 2:1 cho đội xã.
        Giọng hò vang lên.
        Nữ giới chiếm một nửa.
        Ba xã: Dân Hóa, Hóa Sơn, Trọng Hóa.
        Hỏi: bao giờ có điện?
        MC là nghề khó.
        Biên tập lại bản tin cũ.
        Phát thanh lúc 5 giờ.
        """
    ),
)
def test_running_text_is_no_label(line):
    assert told(line) == {}


# --- cues without brackets ---

CUES = lines(
    r"""
    NHẠC HIỆU
    NHẠC HIỆU (10 GIÂY)
    Nhạc hiệu 15s
    nhạc cắt
    NHẠC CẮT 3 GIÂY
    (nhạc chuyển mục)
    Nhạc dạo 5 giây rồi nhỏ dần
    NHẠC NỀN NHỎ DẦN
    Nhạc nền: quê hương
    (Nhạc lên 3s rồi xuống)
    NHẠC KẾT.
    /nhạc/
    *nhạc hiệu*
    Cắt nhạc
    Tắt nhạc nền
    (hết nhạc)
    Phát nhạc hiệu chương trình
    Chèn nhạc 5s
    BĂNG: ông Tám, trưởng thôn
    BĂNG PHỎNG VẤN BÀ HOA
    Băng ông Tám (45 giây)
    PHỎNG VẤN CHỦ TỊCH XÃ (2 phút)
    Phát băng: lời ông Tám
    (trích phát biểu của ông Tám)
    Phát biểu của ông Tám: 1'20''
    PV ÔNG TÁM
    Tiếng động: gà gáy
    (tiếng vỗ tay)
    TIẾNG TRỐNG TRƯỜNG
    (Tiếng sóng biển)
    Âm thanh hiện trường (10s)
    Kỹ thuật: phát nhạc hiệu
    KTV: nhạc cắt
    nhạc cắt: stings\cat-1.flac
    (nhạc hiệu: jingles/dai-hieu.mp3)
    Nghỉ 2 giây
    (dừng 3 giây)
    (nghỉ)
    im lặng 2s
    (nghỉ hai giây)
    (đọc 2 lần)
    Đọc lại lần 2
    ĐỌC HAI LẦN
    Chạy file clips/ong-tam.mp3
    【nhạc cắt】
    <nhạc hiệu>
    NHẠC HIỆU ĐÀI
    MC2: (nhạc nổi lên)
    MC2: NHẠC CẮT
    Chào bà con (nhạc nổi lên) nhé.
    MC2 (đọc hai lần): Mời bà con họp.
    Mời bà con họp. (đọc 2 lần)
    """
)
NOTES = lines(
    """
    (cười)
    (Cười to)
    (thở dài)
    (vui vẻ)
    (ngập ngừng)
    (đọc chậm, rõ)
    [cười] Hay quá!
    Hay quá (cười)!
    MC2: (hào hứng) Chào bà con.
    (Ký tên)
    (đã ký)
    Người duyệt
    Người duyệt:
    Người viết⇥⇥Người duyệt
    Người soạn     Lãnh đạo duyệt
    DUYỆT CỦA LÃNH ĐẠO      NGƯỜI THỰC HIỆN
    Hết
    HẾT
    - Hết -
    Hết./.
    *** HẾT ***
    --- Hết chương trình ---
    Trang 2/3
    - 2 -
    3
    (15 giây)
    (3')
    Thời lượng: 15 phút
    Ngày phát: 5/3/2026
    Ghi chú: gọi lại cho xã
    TM. ỦY BAN NHÂN DÂN
    KT. GIÁM ĐỐC
    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Độc lập – Tự do – Hạnh phúc
    ĐÀI TRUYỀN THANH XÃ – Kịch bản số 7
    Kịch bản chương trình ngày 5/3
    [2] Nguồn: Trạm Y tế.
    Gửi từ điện thoại Samsung
    Sent from my iPad
    Hoa đã gửi lúc 7:05
    Đã xem 08:20
    Xem thêm: Bắt lợn rừng
    Ảnh: Đ.N
    Lượt xem: 1.245
    Thích · Bình luận · Chia sẻ
    From: dai@xa.vn
    """
)


@pytest.mark.parametrize("line", [*CUES, *NOTES])
def test_what_looks_like_a_cue_or_a_note_is_told(line):
    assert {"looks-like-cue", "unknown-speaker"} & told(line).keys()


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("NHẠC HIỆU (15 giây)", "[nhạc hiệu: jingles/tên-tệp.flac | đến 0:15]"),
        ("nhạc cắt: stings\\cat-1.flac", "[nhạc cắt: stings/cat-1.flac]"),
        ("BĂNG PV ÔNG TÁM (1'30'')", "[băng: clips/tên-tệp.flac | đến 1:30]"),
        ("Nghỉ 2 giây", "(nghỉ 2s)"),
        ("Đọc hai lần", "[đọc hai lần]"),
        ("Tắt nhạc nền", "[hết nhạc nền]"),
        ("Hay quá (cười)!", "<!-- cười -->"),
        ("Người duyệt", "// Người duyệt"),
    ],
)
def test_the_remedy_is_the_form_that_can_be_pasted(line, form):
    remedy = told(line)["looks-like-cue"]
    assert form in remedy
    assert not {"unknown-cue", "looks-like-cue", "bad-time"} & told(form).keys()


@pytest.mark.parametrize(
    ("line", "as_text"),
    [("NHẠC KẾT", "{NHẠC KẾT|nhạc kết}"), ("(cười)", "\\(cười)"), ("Hết", "{Hết|hết}")],
)
def test_words_that_only_look_like_a_cue_can_be_kept(line, as_text):
    assert as_text in told(line)["looks-like-cue"]
    assert told(as_text) == {}


@pytest.mark.parametrize(
    "line",
    lines(
        """
        Nhạc sĩ Văn Cao sinh năm 1923.
        Nhạc hiệu của đài vang lên mỗi sáng.
        Nhạc cụ dân tộc
        Băng rôn được treo khắp bản.
        Băng giá phủ trắng đỉnh núi.
        Băng qua suối là tới bản.
        Tiếng động cơ ồn ào suốt đêm.
        Tiếng hát át tiếng bom.
        Tiếng Bru là tiếng mẹ đẻ.
        Phỏng vấn xong, phóng viên ra về.
        Hết lũ, bà con lại ra đồng.
        Hết tháng này thì nghỉ.
        Nghỉ lễ hai ngày.
        Nghỉ học vì lũ.
        Dừng xe đúng nơi quy định.
        Im lặng là vàng.
        Phát biểu tại hội nghị, ông Tám cảm ơn bà con.
        Ký tên vào đơn là xong.
        Ca khúc này rất hay.
        Người duyệt hồ sơ là ông Tám.
        Người viết thư tay còn rất ít.
        Duyệt binh ở Ba Đình.
        Trang 5 của sách có ảnh bản ta.
        Xã ta (trước là xã Hóa Tiến) có 12 bản.
        Bà con họp lúc 3 giờ (chiều thứ bảy).
        Ông Tám (cười hiền) kể chuyện xưa.
        Lễ hội (nhạc, múa) kéo dài ba ngày.
        Bò giống (lai Sind) giá 12 triệu.
        Ba bản được khen: Bãi Dinh, K-Ai, Ra Mai.
        Đọc sách mỗi ngày.
        Vui vẻ, bà con ra về.
        Thời lượng mỗi buổi là hai giờ.
        Ảnh Bác treo giữa nhà.
        2 xã đã xong.
        (26-6 – 10-7)
        Xã ta đã diễn tập kịch bản ứng phó bão số 10.
        Kịch bản ứng phó bão cấp 12
        Q.Bình Thạnh đã xong
        Thế kỷ XX, khóa XII.
        HĐND & UBND
        100.000 VNĐ
        Giá lúa 7.200 đồng.
        PHÒNG VĂN HÓA THÔNG BÁO.
        Độc lập dân tộc gắn liền với chủ nghĩa xã hội.
        """
    ),
)
def test_ordinary_sentences_look_like_no_cue(line):
    assert told(line) == {}


# --- tables ---


@pytest.mark.parametrize(
    "rows",
    [
        "Lúa IR504\tkg\t7.200\nTiêu đen\tkg\t142.000",
        "STT\tNghề\tChỉ tiêu\n1\tĐiện\t35\n2\tMay\t40",
        "Lúa IR504\t7.200\nTiêu đen\t142.000",
        "Lúa\tkg\t7.200",
        "Bản         Số hộ      Nghèo\nBãi Dinh    45         12\nK-Ai        38         9",
        "Bãi Dinh  45  12\nK-Ai  38  9",
        "Bãi Dinh\u00a0\u00a0\u00a0\u00a045\nK-Ai\u00a0\u00a0\u00a0\u00a038",
        "Lúa\tkg\t7.200\n\nTiêu\tkg\t142.000",
        "STT\nNghề\nChỉ tiêu\nHọc phí\n1\nĐiện\n35\nmiễn 100%\n2\nMay\n40\nmiễn 100%",
        "Bản\n\nSố hộ\n\nBãi Dinh\n\n45\n\nK-Ai\n\n38",
        "TT\nHọ tên\nTuổi\nHồ Văn A",
        "Lúa ........ 7.200\nTiêu ........ 142.000",
        "Lúa;kg;7200\nTiêu;kg;142000\nCam;kg;30000",
        "Lúa,kg,7200\nTiêu,kg,142000\nCam,kg,30000",
        "Hàng;Giá\nLúa;7.200\nTiêu;142.000",
    ],
)
def test_a_table_in_the_text_is_told_with_its_lines(rows):
    _, findings = parse_script(f"{FRONT}MC1: Giá cả.\n\n{rows}\n", file="s.md", name="s")
    (found,) = [found for found in findings if found.code == "table-in-text"]
    first = FRONT.count("\n") + 3
    assert found.is_error and found.place.line == first
    last = first + rows.count("\n")
    assert f"dòng {first} đến {last}" in found.message.vi


@pytest.mark.parametrize(
    "lines",
    [
        "Kính thưa  bà con  và các bạn.",
        "MC2:\tKính chào bà con.\nMC1:\tXin chào.",
        "1.\tMột.\n2.\tHai.",
        "Quê hương là chùm khế ngọt\nCho con trèo hái mỗi ngày\nQuê hương là đường đi học\n"
        "Con về rợp bướm vàng bay\nQuê hương là con diều biếc\nTuổi thơ con thả trên đồng",
        "- Bãi Dinh\n- K-Ai\n- Ra Mai\n- Y Leng\n- Cà Rong\n- Ca Oóc",
        "Giá lúa 7.200; giá tiêu 142.000; giá cam 30.000.",
        "Ba bản: Bãi Dinh, K-Ai, Ra Mai.",
        "Họp lúc 7 giờ.\nĐịa điểm: nhà văn hóa.\nMời đủ 45 hộ.",
    ],
)
def test_what_is_no_table(lines):
    assert "table-in-text" not in told(lines)


def test_a_table_by_pipes_stays_what_it_was():
    assert "table" in told("| a | b |\n|---|---|\n| 1 | 2 |")


# --- what is left over from the web, mail and Markdown ---


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Chào <b>bà con</b>.", "markup"),
        ("Chào<br>bà con.", "markup"),
        ('<p class="x">Chào bà con.</p>', "markup"),
        ("<span style='color:red'>Chào</span>", "markup"),
        ("Chào ~~bà con~~.", "markup"),
        ("```\nChào.\n```", "markup"),
        ("Chào bà con[^1].", "markup"),
        ("- [ ] Gọi điện.", "markup"),
        ("Chào ==bà con==.", "markup"),
        ("Mở đầu\n====", "heading-level"),
        ("#Tin trong xã", "heading-without-space"),
        ("MC1: #Tin trong xã", "heading-without-space"),
        ("/ gọi lại", "note-without-space"),
        ("/* gọi lại */", "note-without-space"),
        ("\\\\ gọi lại", "note-without-space"),
        ("//gọi lại", "note-without-space"),
        ("Mời bà con. // gọi lại", "note-without-space"),
        ("Họp lúc … giờ.", "blank-left"),
        ("Ngày …/…/2026.", "blank-left"),
        ("Ông ...... trưởng thôn.", "blank-left"),
        ("Gặp ____ để đăng ký.", "blank-left"),
        ("Giá XXX đồng.", "blank-left"),
        ("Đã có ??? hộ.", "blank-left"),
        ("![ảnh](a.jpg)", "image"),
        ("**Tin trong xã**", "looks-like-heading"),
        ("TIN TRONG XÃ", "looks-like-heading"),
        ("II. TIN TRONG XÃ", "looks-like-heading"),
        ("Phần 3: Tin trong xã", "looks-like-heading"),
        ("\\# Tin trong xã", "looks-like-heading"),
        ("Tin trong xã (3 phút)", "looks-like-cue"),
        ("# Thông báo (đọc hai lần)\n\nMC1: Họp.", "looks-like-cue"),
        ("# Thông báo - đọc 2 lần\n\nMC1: Họp.", "looks-like-cue"),
        ("# Thông báo x2\n\nMC1: Họp.", "looks-like-cue"),
        ("[đọc hai lần]\n\n[đọc hai lần]\n\nMC1: Họp.", "twice-without-speech"),
        ("[nhạc nền: beds/a.flac | 18 dB]\n\nMC1: Họp.\n\n[hết nhạc nền]", "loud-bed"),
        ("[băng: a.wav | lời: Chào. | từ 0:05]", "option-in-text"),
        ("[băng: a.wav | lời: Chào. | -3 dB]", "option-in-text"),
    ],
)
def test_what_is_left_over_is_told(line, code):
    assert code in told(line)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("> Trích lời ông Tám.", "Trích lời ông Tám."),
        ("Công ty AT&amp;T.", "Công ty AT&T."),
        ("Chào&nbsp;bà con.", "Chào\u00a0bà con."),
        ("Ông nói: &quot;Được&quot;.", 'Ông nói: "Được".'),
        ("Nhỏ hơn &lt; 5 độ.", "Nhỏ hơn < 5 độ."),
        ("Nước m&#225;t.", "Nước mát."),
        ("Xem `tệp` này.", "Xem tệp này."),
        ("Vào <https://xa.vn> nhé.", "Vào https://xa.vn nhé."),
        ("Vào [trang xã](https://xa.vn) nhé.", "Vào trang xã nhé."),
        ("Tên là \\&amp; nhé.", "Tên là &amp; nhé."),
        ("> 50 tuổi thì miễn.", "> 50 tuổi thì miễn."),
        ("Hà Nội -> Đồng Hới.", "Hà Nội -> Đồng Hới."),
        ("Xin chào &khongco; nhé.", "Xin chào &khongco; nhé."),
        ("a < b và c > d.", "a < b và c > d."),
    ],
)
def test_what_is_left_over_is_resolved(line, words):
    assert [said for _, _, said in spoken(line)] == [words]
    assert told(line) == {}


def test_a_quoted_cue_and_heading_are_what_they_say():
    assert told("> # Tin\n\n> [nghỉ: 1s]\n\n> MC1: Chào.") == {}


def test_a_roman_heading_is_one_paragraph():
    assert [said for _, _, said in spoken("II. VỀ BẰNG KHEN")] == ["II. VỀ BẰNG KHEN"]


@pytest.mark.parametrize("times", [1, 2])
def test_a_bulletin_pasted_twice_is_told(times):
    part = "".join(f"MC{1 + n % 2}: Tin số {n} của xã ta hôm nay như sau.\n\n" for n in range(5))
    assert ("doubled-text" in told(part * times)) is (times == 2)


@pytest.mark.parametrize(
    ("end", "cut"), [("con ch", True), ("con chăm.", False), ("con ch\n", False)]
)
def test_a_file_that_ends_in_mid_sentence_is_told(end, cut):
    _, findings = parse_script(f"{FRONT}MC1: Kính chào.\n\nBà {end}", file="s.md", name="s")
    assert any(found.code == "cut-off" for found in findings) is cut


# --- cues that are nearly right ---


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("[Nhạc hiệu chương trình]", "viết [nhạc hiệu: jingles/tên-tệp.flac]"),
        ("[Nhạc hiệu]", "viết [nhạc hiệu: jingles/tên-tệp.flac]"),
        ("[nhạc hiệu:]", "viết [nhạc hiệu: jingles/tên-tệp.flac]"),
        ("[nhạc nền nhẹ nhàng]", "viết [nhạc nền: beds/tên-tệp.flac]"),
        ("[băng ông Tám]", "viết [băng: clips/tên-tệp.flac]"),
        ("[chèn]", "tính từ scripts/"),
        ("[băng clips/tam.wav]", "viết [băng: clips/tam.wav]"),
        ("[nhac cat: stings/a.flac | ra dần 2s]", "[nhạc cắt: stings/a.flac | ra dần 2s]"),
        ("[cười]", "viết // cười"),
        ("[đọc hai lần nhé]", "[đọc hai lần]"),
    ],
)
def test_a_cue_that_is_nearly_right_gets_a_whole_remedy(line, remedy):
    assert remedy in "\n".join(told(line).values())


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("stings\\cat-1.flac", "stings/cat-1.flac"),
        ("stings\\(moi)\\cat.flac", "stings/(moi)/cat.flac"),
        ("stings\\_cat.flac", "stings/_cat.flac"),
        ("stings\\\\cat.flac", "stings/cat.flac"),
        ("\\\\may\\chung\\a.flac", "/may/chung/a.flac"),
        ("D:\\nhac\\a.flac", "D:/nhac/a.flac"),
        ('"stings/cat 1.flac"', "stings/cat 1.flac"),
        ("“stings/cat 1.flac”", "stings/cat 1.flac"),
        ("a\\[1\\].flac", "a[1].flac"),
    ],
)
def test_a_path_may_be_written_as_windows_does(written, file):
    for cue in ("nhạc cắt", "chèn"):
        script, _ = parse_script(f"{FRONT}[{cue}: {written}]", file="s.md", name="s")
        assert script is not None and script.body[0].file == file


# --- the front matter ---

BODY = "PTV nữ: Kính chào.\n\nPTV nam: Xin chào.\n"


def of_front(text: str) -> tuple[object, dict[str, str]]:
    """The front matter as read, and what is said, by code."""
    script, findings = parse_script(text, file="tin-7.md", name="tin-7")
    said = {found.code: found.remedy.vi for found in findings if found.code != "unused-speaker"}
    return (script.meta if script else None), said


def test_missing_front_matter_can_be_pasted_as_it_stands():
    for body in (
        BODY,
        "Chào bà con.",
        "MC 1: a\n\nMC 2: b",
        "Ông Tám: a\n\nBà Hoa: b\n\nÔng Tám: c",
    ):
        script, findings = parse_script(body, file="s.md", name="ban-tin-7")
        assert script is None
        (found,) = findings
        for language in ("vi", "en"):
            block = found.remedy.to(language).partition("\n")[2]
            script, findings = parse_script(f"{block}\n{body}", file="s.md", name="s")
            assert script is not None
            assert {found.code for found in findings} <= {"no-speaker", "unused-speaker", "cut-off"}
    assert list(script.meta.speakers) == ["Ông Tám"]


def test_missing_front_matter_is_filled_with_the_names_of_the_script():
    _, said = of_front(BODY)
    expected = "---\ntên chương trình: tin 7\ngiọng:\n  PTV nữ: nữ\n  PTV nam: nam\n---"
    assert said["missing-front-matter"].endswith(expected)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        (f"title: A\nspeakers:\n  PTV nữ: nữ\n\n{BODY}", "trước dòng 1 và một dòng --- sau dòng 3"),
        (f"Bản tin\n\n---\ntitle: A\n---\n{BODY}", "chuyển các dòng 1 đến 2 xuống"),
    ],
)
def test_front_matter_without_its_lines_or_not_first(text, remedy):
    assert remedy in of_front(text)[1]["missing-front-matter"]


def test_front_matter_that_is_not_closed_says_where_it_ends():
    _, said = of_front(f"---\ntitle: A\ngiọng:\n  PTV nữ: nữ\n\n{BODY}")
    assert "là dòng 4" in said["unclosed-front-matter"]


@pytest.mark.parametrize(
    "fence",
    [
        "---",
        "-----",
        "—",
        "——",
        "–––",
        "−−−",
        "───",
        "\\---",
        "===",
        "***",
        "+++",
        "___",
        "~~~",
        "--- ",
    ],
)
def test_lines_around_the_front_matter_by_other_habits(fence):
    meta, said = of_front(
        f"{fence}\ntitle: A\nspeakers: {{PTV nữ: nữ, PTV nam: nam}}\n{fence}\n{BODY}"
    )
    assert meta is not None and meta.title == "A" and said == {}


@pytest.mark.parametrize(
    "speakers",
    [
        "giọng:\nPTV nữ: nữ\nPTV nam: nam\n",
        "giọng: PTV nữ: nữ, PTV nam: nam\n",
        "speakers:\nPTV nữ: nữ\nPTV nam: {engine: espeak, voice: vi}\nsố: 3\n",
    ],
)
def test_speakers_that_are_not_indented_are_read_and_shown_indented(speakers):
    meta, said = of_front(f"---\ntitle: A\n{speakers}---\n{BODY}")
    assert meta is not None and list(meta.speakers) == ["PTV nữ", "PTV nam"]
    assert set(said) == {"not-indented"}
    assert "thụt vào hai dấu cách" in said["not-indented"]
    assert "\n  PTV nữ: nữ" in said["not-indented"]


def test_speakers_as_a_list_are_read():
    meta, said = of_front(f"---\ntitle: A\ngiọng:\n- PTV nữ: nữ\n- PTV nam: nam\n---\n{BODY}")
    assert meta is not None and list(meta.speakers) == ["PTV nữ", "PTV nam"] and said == {}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Tiêu đề", "tên chương trình"),
        ("tựa đề", "tên chương trình"),
        ("Tên", "tên chương trình"),
        ("Chương trình", "tên chương trình"),
        ("TÊN BÀI", "tên chương trình"),
        ("kỳ", "số"),
        ("số phát", "số"),
        ("ngày phát sóng", "ngày"),
        ("Thời gian", "thời lượng"),
        ("duration", "thời lượng"),
        ("độ dài", "thời lượng"),
        ("từ khóa", "chủ đề"),
        ("tags", "chủ đề"),
        ("người thực hiện", "thực hiện"),
        ("biên tập", "thực hiện"),
        ("tác giả", "thực hiện"),
        ("người đọc", "giọng"),
        ("MC", "giọng"),
        ("voices", "giọng"),
        ("phát thanh viên", "giọng"),
        ("định dạng", "đầu ra"),
        ("ảnh bìa", "bìa"),
        ("chuyên đề", "chuyên mục"),
        ("loạt bài", "chuyên mục"),
    ],
)
def test_other_words_for_a_key_are_answered_with_the_key(written, meant):
    _, said = of_front(f"---\ntên chương trình: A\n{written}: 3\n---\nXin chào.")
    assert said["unknown-key"] == f"có phải là {meant}?"


def test_a_title_by_another_word_is_not_also_missing():
    _, said = of_front("---\nTiêu đề: A\n---\nXin chào.")
    assert "missing-key" not in said


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: “Bản tin: số 7”", "Bản tin: số 7"),
        ("“title”: Bản tin", "Bản tin"),
        ("title: ‘Bản tin’", "Bản tin"),
        ("title: Bản tin “Biên cương”", "Bản tin “Biên cương”"),
        ("title: “A” và “B”", "“A” và “B”"),
        ("TÊN\u00a0CHƯƠNG\u00a0TRÌNH: Bản tin", "Bản tin"),
        ("Tên_chương-trình: Bản tin", "Bản tin"),
    ],
)
def test_marks_of_word_in_the_front_matter(line, title):
    meta, said = of_front(f"---\n{line}\ngiọng: {{“PTV nữ”: nữ, PTV nam: “nam”}}\n---\n{BODY}")
    assert meta is not None and meta.title == title and said == {}
    assert list(meta.speakers) == ["PTV nữ", "PTV nam"]


# --- sizes ---


@pytest.mark.parametrize(
    "body",
    [
        "MC1: xin [" + "a" * 200_000,
        "MC1: " + "[" * 100_000,
        "MC1: " + "{" * 100_000,
        "MC1: " + "x" * 1_000_000,
        "MC1: " + "(nghỉ " * 50_000,
        "MC1: " + "-" * 200_000 + "x",
        "-" * 200_000 + "x",
        "MC1: " + "`" * 100_000,
        "MC1: " + "<a " * 50_000,
        "MC1: " + "![" * 80_000,
        "MC1: " + "&amp;" * 50_000,
        "MC1: " + "MC2: " * 20_000,
        "> " * 100_000,
        "MC1: " + "_a " * 60_000,
        "a;b\n" * 20_000,
        "a\tb\tc\n" * 20_000,
        "MC1 (" * 30_000,
        "MC1: " + "…" * 100_000,
        "MC1: " + " " * 200_000 + "x",
        "[" + "nhạc hiệu " * 20_000 + "]",
        "a:" * 100_000,
    ],
    ids=lambda body: body[:12],
)
def test_hostile_lines_take_linear_time_and_are_told_within_bounds(body):
    """A quadratic rule would take minutes here; pytest's own limit ends it."""
    script, findings = parse_script(FRONT + body, file="s.md", name="s")
    assert script is not None
    assert len(findings) < 600
    assert all(len(found.render("vi")) < 3000 for found in findings)


def test_what_is_not_listed_is_counted():
    _, findings = parse_script(f"{FRONT}MC1: {'{' * 2000}", file="s.md", name="s")
    counted = [found for found in findings if found.code == "too-many-findings"]
    listed = sum(found.code == "unclosed-brace" for found in findings)
    assert [found.params["more"] + listed for found in counted] == [2000]


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("từ 0:05", True),
        ("-3 dB", True),
        ("to 3", True),
        ("từ từ", False),
        ("từ đầu", False),
        ("âm lượng", False),
        ("5 giờ", False),
    ],
)
def test_only_an_option_with_its_number_behind_the_words_of_a_clip_is_told(words, is_told):
    assert ("option-in-text" in told(f"[băng: a.wav | lời: Chào. | {words}]")) is is_told


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("đọc 2 lần", True),
        ("Đọc hai lần", True),
        ("Đọc hai lần cho nhớ", False),
        ("Đọc hai lần bài này cho kỹ", False),
    ],
)
def test_an_order_to_read_twice_is_no_sentence_about_reading_twice(line, is_told):
    assert ("looks-like-cue" in told(line)) is is_told


def test_the_remedy_of_a_table_is_a_sentence_of_its_own_first_row():
    found = parsed("PTV nữ: Giá:\n\nCam\t9.000 đồng\nNgô\t5.000 đồng\nLúa\t7.000 đồng\n")[1]
    (table,) = [each for each in found if each.code == "table-in-text"]
    assert dict(table.params) == {"first": 9, "last": 11, "example": "Cam: 9.000 đồng."}


@pytest.mark.parametrize("line", ["MC2 Xã vừa gặt xong lúa.", "MC1 Bà con chú ý nghe."])
def test_a_label_that_lost_its_colon_is_told(line):
    assert "speaker-without-colon" in told(line)


@pytest.mark.parametrize("line", ["MC2 Nguyễn An dẫn chương trình.", "MC2 Hùng đã về quê."])
def test_a_label_inside_running_text_stays_text(line):
    assert [words for _, _, words in spoken(line)] == [line]
    assert told(line) == {}


@pytest.mark.parametrize(
    ("line", "code", "remedy"),
    [
        ("# Thông báo MC2: Mất điện từ 8h.", "speaker-inside-line", "xuống dòng trước MC2:"),
        ("# Thông báo PTV 3: Mất điện.", "speaker-inside-line", "xuống dòng trước PTV 3:"),
        ("[nhạc cắt; a.wav]", "unknown-cue", "viết [nhạc cắt: a.wav]"),
        ("[nhạc nền: a.wav | -1O dB]", "unknown-option", "-10 dB"),
        ("(nghỉ 3 phut)", "looks-like-cue", "(nghỉ 180s)"),
        ("(nghỉ ls)", "looks-like-cue", "(nghỉ 1s)"),
        ("**# Thông báo**", "looks-like-heading", "viết # Thông báo"),
        ("MC2: Ủng hộ ........ đồng.", "blank-left", "điền vào"),
    ],
)
def test_a_slip_is_told_with_what_mends_it(line, code, remedy):
    assert remedy in told(line)[code]


def test_a_blank_and_a_tab_inside_a_sentence_are_no_notes():
    assert "looks-like-cue" not in told("MC2: Ủng hộ ........ đồng.")
    assert told("MC2: Thông báo\tlịch cắt  điện.") == {}
    assert "looks-like-cue" in told("MC2: Ông A\tBà B")


def test_bullets_of_word_are_bullets():
    said = spoken("MC2: Lưu ý:\n\n•\tMang thẻ\n\uf0b7\tĐến đúng giờ\n\uf0a7 Xếp hàng")
    assert [words for _, _, words in said] == ["Lưu ý:", "Mang thẻ", "Đến đúng giờ", "Xếp hàng"]


@pytest.mark.parametrize("line", ["[đọc hai lần", "[hết nhạc nền", "[nghỉ 1s"])
def test_an_order_that_is_not_closed_is_told(line):
    assert "unclosed-cue" in told(line)


def test_a_long_speech_that_stands_twice_is_told_and_a_refrain_is_not():
    notice = "MC2: Sáng mai xã tiêm phòng cho trâu, bò tại nhà văn hóa thôn Hà."
    assert "[đọc hai lần]" in told(f"{notice}\n\n{notice}")["doubled-text"]
    assert told("MC2: Vâng.\n\nMC2: Vâng.") == {}
