"""Lines of web pages, offices, mail and chat are told from sentences of the text."""

from __future__ import annotations

import pytest

from radioprog.script.draft.furniture import Around, is_furniture, kind_of


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Cập nhật lúc: 08h15 ngày 26-11-2026", Around.DATE),
        ("Tác giả: Lê Minh | Lượt xem: 1.245", Around.AUTHOR),
        ("Thứ năm, 05/03/2026 | 08:15 GMT+7", Around.DATE),
        ("VĂN HÀO - TRẦN HỮU 30/04/2016 11:39", Around.AUTHOR),
        ("In trang này | Gửi email | A- A A+", Around.PAGE),
        ("Xem thêm: Trồng cam ở xã bên", Around.OTHERS),
        (">> Cán bộ công chức không được nói tục", Around.OTHERS),
        ("Ảnh: Ông Xuân bên vườn cam. Ảnh: Đ.N", Around.CAPTION),
        ("Lãnh đạo xã nhận bằng công nhận. Ảnh: Xuân Vương", Around.CAPTION),
        ("(Minh họa: Ngọc Diệp)", Around.CAPTION),
        ("Đ.N - H.T", Around.AUTHOR),
        ("Nguồn: Báo Quảng Bình", Around.AUTHOR),
        ("Theo TTXVN", Around.AUTHOR),
        ("Ý kiến bạn đọc (3)", Around.DATE),
        ("Đánh giá bài viết: ★★★★☆ (12 lượt)", Around.DATE),
        ("Trang web này sử dụng cookie. Đồng ý", Around.PAGE),
        ("[Trở về] [Bản in]", Around.PAGE),
        ("Nữ miền Bắc", Around.PAGE),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Around.OFFICE),
        ("Độc lập – Tự do – Hạnh phúc", Around.OFFICE),
        ("Số: 45/TB-UBND", Around.OFFICE),
        ("Dân Hóa, ngày 05 tháng 3 năm 2026", Around.DATE),
        ("Kính gửi: Các thôn, bản", Around.OFFICE),
        ("Nơi nhận:", Around.SIGNING),
        ("- Lưu: VT, ĐT.", Around.SIGNING),
        ("KT. HIỆU TRƯỞNG", Around.SIGNING),
        ("(Đã ký)", Around.SIGNING),
        ("– 12 –", Around.PAPER),
        ("Trang 3/12", Around.PAPER),
        ("Gửi từ iPhone của tôi", Around.MESSAGE),
        ("Ngọc Ánh (Theo Independent/CNN)", Around.AUTHOR),
        ("QV (t/h)", Around.AUTHOR),
        ("Nguồn RT", Around.AUTHOR),
        ("Nguồn: THU DUNG - Đồ hoạ: N.KH.", Around.AUTHOR),
        ("Ảnh minh hoạ: CTV", Around.CAPTION),
        ("- Ảnh: THANH TÙNG", Around.CAPTION),
        ("Hội nhà báo công bố quy tắc, ảnh: THANH HÀ", Around.CAPTION),
        ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", Around.OFFICE),
        (f"{'Bến xe tăng cường lực lượng ' * 6}bảo vệ - Ảnh: CHẾ THÂN", Around.CAPTION),
        ("Commented [L1]: xem lại số liệu", Around.MESSAGE),
    ],
)
def test_what_stands_around(line: str, what: Around) -> None:
    assert kind_of(line) is what


@pytest.mark.parametrize(
    "line",
    [
        "Theo Sở Y tế, số ca sốt xuất huyết tăng 20%.",
        "Theo dõi sức khỏe hằng ngày là việc cần làm.",
        "Ảnh hưởng của dịch còn kéo dài.",
        "Nguồn nước bị cạn, bà con cần dùng tiết kiệm.",
        "Lưu ý: diệt lăng quăng mỗi tuần.",
        "Lưu thông hàng hóa vẫn bình thường.",
        "Xem thêm nhiều nguồn tin để hiểu rõ dịch bệnh.",
        "Thời gian: 7 giờ 30 phút, ngày 5/3/2026",
        "Địa điểm: Hội trường UBND xã",
        "Như trên đã nói, đồn đã giúp dân 500 ngày công.",
        "TP. Đồng Hới cũng hỗ trợ 50 triệu đồng.",
        "Q. 5, TP.HCM gửi tặng 200 bộ quần áo.",
        "Số ca nặng: 12.",
        "Chia sẻ thông tin này cho người thân.",
        "Đăng ký tiêm tại trạm.",
        "Kinh tế - Xã hội",
        "Trang trại của ông Tám đã che bạt.",
        "Ngày 18/7/2015, tàu ra khơi.",
        "12 xã",
        "Ông Tám: Được mùa lắm.",
        "Nguồn cung đã đủ",
        "Hội Nông dân (Theo kế hoạch) sẽ trao bò giống cho các hộ nghèo.",
        f"{'Bến xe tăng cường lực lượng ' * 6}bảo vệ (ảnh: Chế Thân).",
        "Tin: mưa to ở miền núi; gió mạnh; biển động; tàu thuyền cần về bờ ngay hôm nay.",
    ],
)
def test_sentences_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize("line", ["1" * 5000, "(" * 5000, " | " * 3000, "Ảnh " * 2000, "[1" * 3000])
def test_long_lines_cost_little_and_stay(line: str) -> None:
    assert not is_furniture(line)


CREDIT = "Ảnh: Văn Anh"


@pytest.mark.parametrize(
    ("words", "what"), [(10, Around.CAPTION), (28, Around.CAPTION), (32, None), (70, None)]
)
def test_a_caption_is_no_longer_than_thirty_words(words, what):
    line = " ".join(["Bà con ra đồng gặt lúa", *["và"] * (words - 6 - 3)]) + f". {CREDIT}"
    assert kind_of(line) is what


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 5 tháng 3 năm 2026, tại xã Dân Hóa, bà con đã họp bàn việc làm đường vào thôn.",
        "Tác giả của bài hát này là một người lính biên phòng đã sống ở bản chúng tôi ba năm trời.",
    ],
)
def test_a_whole_sentence_is_text_whatever_it_begins_with(line):
    assert kind_of(line) is None
