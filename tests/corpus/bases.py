"""The texts that slips are made in: scripts of commune stations, a list of stations, a schedule."""

from __future__ import annotations

HEAD = """\
---
tên chương trình: {title}
chuyên mục: ban-tin
số: {number}
ngày: 2026-12-0{number}
giọng:
  MC1: nữ
  PTV nam: nam
---

# Mở đầu

[nhạc hiệu: jingles/hieu.wav]

MC1: Kính thưa bà con và các bạn! Mời bà con nghe bản tin của xã Kim Ngân.

PTV nam: Bản tin hôm nay có hai nội dung chính.

[nhạc cắt: stings/cat.wav]

"""

BODIES = (
    """\
# Lịch cắt điện

MC1: Điện lực Lệ Thủy thông báo cắt điện từ 7h30 đến 17h ngày 12/12/2026 để sửa đường dây.

PTV nam: Các thôn Trung Đoàn, Tân Lý và Mỹ Trạch mất điện, khoảng 1.250 hộ bị ảnh hưởng.

(nghỉ 1s)

MC1: Mọi chi tiết xin gọi số điện thoại 0987.654.321. Bà con chủ động bơm nước từ hôm trước.

PTV nam: Sau 17h, nếu thôn nào chưa có điện, trưởng thôn báo về Ủy ban nhân dân xã.
""",
    """\
# Tiêm phòng | đọc hai lần

PTV nam: Sáng thứ 7, ngày 5/12/2026, xã tổ chức tiêm phòng cho trâu, bò tại nhà văn hóa thôn.

MC1: Mỗi hộ mang theo sổ theo dõi. Người nuôi từ 3 con trở lên báo trước cho cán bộ thú y.

[đọc hai lần]

PTV nam: Tiền vắc-xin do tỉnh hỗ trợ 75%, mỗi con bà con chỉ nộp 15.000 đồng.

MC1: Chi phí cả đợt là 45.500.000 đồng, lấy từ ngân sách xã năm 2026.
""",
    """\
# Giá nông sản

[nhạc nền: beds/nen.wav | -18 dB]

MC1: Giá lúa tuần này tăng 3,2% so với tuần trước, lên 7.200 đồng một ki-lô-gam.

PTV nam: Giá lạc đứng ở mức 30.000 đồng, giá ngô giảm nhẹ. Thương lái vào mua tận ruộng.

MC1: Hợp tác xã nhắc bà con phơi khô, đóng bao trước ngày 20/12, đừng bán non.

[hết nhạc nền]

PTV nam: Bà con có lúa giống xin đến đăng ký tại kho của hợp tác xã, trước 16h30 chiều mai.
""",
    """\
# Nông thôn mới

MC1: Đại hội Đảng bộ xã lần thứ XIV đề ra chỉ tiêu đến năm 2030 có 12 thôn đạt chuẩn.

PTV nam: Trong năm, nhân dân đã hiến 2.400 mét vuông đất, góp 1.500 ngày công làm đường.

[băng: clips/ong-tam.wav | lời: Ông Tám kể chuyện làm đường.]

MC1: Ông Lê Văn Tám, 68 tuổi, ở thôn Hà, là người đầu tiên tự nguyện lùi hàng rào.

PTV nam: Nhờ vậy, con đường dài 1,5 km đã xong trước Tết, xe lúa vào được tận sân.
""",
)
TITLES = ("Bản tin cắt điện", "Bản tin thú y", "Bản tin giá cả", "Bản tin nông thôn")


def scripts() -> tuple[str, ...]:
    """Return the base scripts: nothing is to be said of any of them."""
    return tuple(
        HEAD.format(title=title, number=number) + body
        for number, (title, body) in enumerate(zip(TITLES, BODIES, strict=True), 1)
    )


STATIONS = """\
id,name,level,parent,languages,tags,profile,valid_from,valid_to,predecessors
qt,Tỉnh Quảng Trị,province,,vi,,xa,,,
kim-ngan,Xã Kim Ngân,commune,qt,,bien-gioi,,,,
le-thuy,Xã Lệ Thủy,commune,qt,,dong-bang,,2025-07-01,,
lang-ho,Đồn Làng Ho,post,kim-ngan,,bien-gioi,,,,
"""
SCHEDULE = """\
quy định:
  xa:
    số phiên: 5
    dài nhất: 60:00
    sớm nhất: 05:00
    muộn nhất: 21:30
tiếp sóng:
  - mã: vov
    tên: Thời sự
    đài: tất cả
    ngày phát: hằng ngày
    lúc: 06:00
    thời lượng: 30:00
    từ ngày: 2026-01-01
khung giờ:
  - mã: tin-chieu
    tên: Bản tin chiều
    chuyên mục: ban-tin
    đài: tag:bien-gioi
    ngày phát: T3, T5
    lúc: 17:20
    thời lượng: 15:00
    từ ngày: 2026-12-01
    đến ngày: 2026-12-31
    phát lại: [hôm sau 05:30]
    chọn bài: kế tiếp
  - mã: tin-toi
    tên: Bản tin tối
    chuyên mục: ban-tin
    đài: le-thuy
    ngày phát: T2-T6
    lúc: 19:30
    thời lượng: 15:00
    từ ngày: 2026-12-01
    ưu tiên: thông thường
    bỏ: [lễ]
ngoại lệ:
  - {khung giờ: tin-chieu, ngày: 2026-12-03, hủy: họp hội đồng}
  - {khung giờ: tin-toi, ngày: 2026-12-04, dời: 2026-12-05 19:30}
"""
