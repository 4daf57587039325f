// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/jsonwriter.h"

namespace heartline {

JsonWriter::JsonWriter(Style style, std::span<const QLatin1StringView> fields, QIODevice &device)
    : RecordWriter(fields, device)
    , m_style(style)
{
    for (const QLatin1StringView field : fields) {
        const char *before = m_keys.empty() ? "\"" : ",\"";
        m_keys.push_back(QByteArray(before) + QByteArrayView(field).toByteArray() + "\":");
    }
}

void JsonWriter::writeBegin()
{
    if (m_style == Style::Array)
        buffer().append('[');
}

void JsonWriter::writeRecordBegin(bool first)
{
    if (m_style == Style::Array)
        buffer().append(first ? "\n" : ",\n");
    buffer().append('{');
}

void JsonWriter::writeFieldBegin(std::size_t index)
{
    buffer().append(m_keys[index]);
}

void JsonWriter::writeAbsent()
{
    buffer().append("null");
}

void JsonWriter::writeText(QStringView text)
{
    QByteArray &out = buffer();
    out.append('"');
    qsizetype start = 0;
    const auto flushUpTo = [&](qsizetype end) {
        if (end > start)
            out.append(text.mid(start, end - start).toUtf8()); // half surrogates become '?'
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        const bool escaped = unit == u'"' || unit == u'\\';
        if (!escaped && !isControl(unit))
            continue;
        flushUpTo(i);
        start = i + 1;
        if (escaped) {
            out.append('\\');
            out.append(static_cast<char>(unit));
        } else {
            appendUnicodeEscape(out, unit);
        }
    }
    flushUpTo(text.size());
    out.append('"');
}

void JsonWriter::writeWord(QByteArrayView word)
{
    buffer().append('"');
    buffer().append(word);
    buffer().append('"');
}

void JsonWriter::writeRecordEnd()
{
    buffer().append('}');
    if (m_style == Style::Lines)
        buffer().append('\n');
}

void JsonWriter::writeEnd(bool empty)
{
    if (m_style == Style::Array)
        buffer().append(empty ? "]\n" : "\n]\n");
}

} // namespace heartline
