"""How the rundown sheet looks, on the screen and on A4 paper."""

STYLE = """
@page { size: A4; margin: 14mm 12mm 16mm; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; background: #eef1f5; color: #1f2937;
  font: 10.5pt/1.42 'Be Vietnam Pro','Noto Sans','Segoe UI',Roboto,Arial,sans-serif; }
main { max-width: 210mm; margin: 8mm auto; padding: 14mm 12mm; background: #fff;
  box-shadow: 0 1px 6px rgba(15,23,42,.16); }
header { border-bottom: 2px solid #1f2937; padding-bottom: 4mm; margin-bottom: 4mm; }
.organisation { margin: 0; text-transform: uppercase; letter-spacing: .04em; font-size: 9pt;
  color: #475569; }
.sheet { margin: 3mm 0 0; font-size: 10pt; color: #475569; }
h1 { margin: 0 0 3mm; font-size: 18pt; line-height: 1.2; }
dl { display: grid; grid-template-columns: repeat(4, auto); gap: 2mm 6mm; margin: 0; }
dt { font-size: 8pt; color: #64748b; }
dd { margin: 0; font-weight: 600; }
figure { margin: 0 0 4mm; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt; }
thead { display: table-header-group; }
tfoot { display: table-row-group; }
thead th { text-align: left; font-size: 8pt; color: #475569; font-weight: 600;
  border-bottom: 1px solid #94a3b8; padding: 1mm 1.6mm; }
td, tbody th { padding: 1.2mm 1.6mm; vertical-align: top; text-align: left; }
td { border-bottom: 1px solid #e5e7eb; }
tr { break-inside: avoid; }
.segment { break-after: avoid; background: #e8edf4; }
.segment th { border-top: 1px solid #94a3b8; font-weight: 700; }
.time, .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.number { color: #64748b; width: 9mm; }
.kind, .speaker { white-space: nowrap; }
.kind { color: #475569; }
.speaker { font-weight: 600; }
.jingle td, .sting td, .outro td, .bed td, .sfx td, .pause td { color: #4b5563; }
.clip td { background: #f0fdf4; }
.file { font-size: 8.5pt; color: #475569; }
.note { display: inline-block; font-size: 8pt; font-weight: 600; color: #9a3412;
  background: #ffedd5; border-radius: 2mm; padding: 0 1.6mm; }
.timing { float: right; font-size: 8pt; font-weight: 400; color: #475569; }
.timing.over { color: #b91c1c; font-weight: 600; }
tfoot td { font-weight: 700; border-top: 2px solid #1f2937; border-bottom: 0; }
footer { break-inside: avoid; margin-top: 6mm; }
.mark { font-size: 8.5pt; color: #475569; margin: 0; }
.day { text-align: right; font-style: italic; margin: 3mm 0 2mm; }
.signers { display: grid; grid-template-columns: repeat(3, 1fr); text-align: center;
  min-height: 32mm; }
.signers div { display: flex; flex-direction: column; }
.signers em { font-size: 8.5pt; color: #475569; }
@media print { body { background: #fff; } main { max-width: none; margin: 0; padding: 0;
  box-shadow: none; } }
@media (max-width: 700px) { main { margin: 0; padding: 5mm; }
  dl { grid-template-columns: 1fr 1fr; } }
"""
