// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/csvwriter.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// What spreadsheets start a formula with, and what they skip before one.
bool looksLikeFormula(QChar first)
{
    return QStringView(u"=+-@\t\r\n").contains(first);
}

bool needsQuotes(QStringView text)
{
    return text.front() == u' ' || text.back() == u' '
            || std::any_of(text.begin(), text.end(),
                           [](QChar c) { return QStringView(u",\"\r\n\t").contains(c); });
}

QByteArray withoutControls(QStringView text)
{
    QByteArray result;
    qsizetype start = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (!isControl(unit) || unit == u'\t' || unit == u'\r' || unit == u'\n')
            continue;
        result += text.mid(start, i - start).toUtf8();
        appendUnicodeEscape(result, unit);
        start = i + 1;
    }
    return result + text.mid(start).toUtf8();
}

} // namespace

CsvWriter::CsvWriter(std::span<const QLatin1StringView> fields, QIODevice &device)
    : RecordWriter(fields, device)
{
}

void CsvWriter::writeBegin()
{
    for (std::size_t i = 0; i < fields().size(); ++i) {
        writeFieldBegin(i);
        writeWord(fields()[i]);
    }
    writeRecordEnd();
}

void CsvWriter::writeRecordBegin(bool first)
{
    Q_UNUSED(first)
}

void CsvWriter::writeFieldBegin(std::size_t index)
{
    if (index > 0)
        buffer().append(',');
}

void CsvWriter::writeAbsent() { }

void CsvWriter::writeText(QStringView text)
{
    QByteArray cell = withoutControls(text);
    const bool quoted = needsQuotes(text);
    if (quoted)
        buffer().append('"');
    if (looksLikeFormula(text.front()))
        buffer().append('\'');
    if (cell.contains('"'))
        cell.replace('"', "\"\"");
    buffer().append(cell);
    if (quoted)
        buffer().append('"');
}

void CsvWriter::writeWord(QByteArrayView word)
{
    buffer().append(word);
}

void CsvWriter::writeRecordEnd()
{
    buffer().append("\r\n");
}

} // namespace heartline
