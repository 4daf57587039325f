// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/recordwriter.h"

#include "core/clock.h"
#include "storage/csvwriter.h"
#include "storage/jsonwriter.h"

#include <array>
#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

std::unique_ptr<RecordWriter> RecordWriter::create(ExportFormat format, ExportContent content,
                                                   QIODevice &device)
{
    const auto fields = exportFields(content);
    switch (format) {
    case ExportFormat::Csv:
        return std::make_unique<CsvWriter>(fields, device);
    case ExportFormat::Ndjson:
        return std::make_unique<JsonWriter>(JsonWriter::Style::Lines, fields, device);
    case ExportFormat::Json:
        break;
    }
    return std::make_unique<JsonWriter>(JsonWriter::Style::Array, fields, device);
}

RecordWriter::RecordWriter(std::span<const QLatin1StringView> fields, QIODevice &device)
    : m_fields(fields)
    , m_device(device)
{
    m_buffer.reserve(BufferBytes + BufferBytes / 4);
}

RecordWriter::~RecordWriter() = default;

void RecordWriter::begin()
{
    writeBegin();
}

Result<void> RecordWriter::write(const Beat &beat, QStringView name)
{
    beginRecord();
    addText(name);
    addId(beat.connection);
    add(beat.session);
    add(beat.sequence);
    addTime(beat.scheduledAt);
    addTime(beat.sentAt);
    addWord(toName(beat.outcome));
    add(beat.rttNs);
    add(beat.rttErrorNs);
    add(beat.sendLatenessNs);
    add(beat.tcpRttUs);
    return endRecord();
}

Result<void> RecordWriter::write(const ConnectionEvent &event, QStringView name)
{
    beginRecord();
    addTime(event.at);
    addText(name);
    addId(event.connection);
    add(event.session);
    addWord(toName(event.from));
    addWord(toName(event.to));
    addWord(toName(event.cause.origin));
    addWord(toName(event.cause.cause));
    add(event.cause.closeCode ? std::optional<qint64>(*event.cause.closeCode) : std::nullopt);
    addText(event.cause.closeReason);
    addText(event.cause.detail);
    add(event.silenceMs);
    add(event.phases.resolveUs);
    add(event.phases.connectUs);
    add(event.phases.tlsUs);
    add(event.phases.upgradeUs);
    return endRecord();
}

Result<void> RecordWriter::end()
{
    writeEnd(m_empty);
    return flush();
}

void RecordWriter::beginRecord()
{
    writeRecordBegin(m_empty);
    m_empty = false;
    m_field = 0;
}

Result<void> RecordWriter::endRecord()
{
    Q_ASSERT(m_field == m_fields.size());
    writeRecordEnd();
    if (!m_error && m_buffer.size() < BufferBytes)
        return {};
    return flush();
}

void RecordWriter::nextField()
{
    writeFieldBegin(m_field++);
}

void RecordWriter::add(std::optional<qint64> number)
{
    nextField();
    if (!number) {
        writeAbsent();
        return;
    }
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *number).ptr;
    m_buffer.append(digits.data(), end - digits.data());
}

void RecordWriter::addTime(std::optional<qint64> utcUs)
{
    constexpr qint64 usPerSecond = 1'000'000;
    constexpr qsizetype fraction = 20; // where the microseconds begin, after "2026-02-03T04:05:06."
    constexpr qsizetype fractionDigits = 6;
    nextField();
    if (!utcUs) {
        writeAbsent();
        return;
    }
    const qint64 second = *utcUs / usPerSecond;
    if (*utcUs < 0 || m_timeSecond != second || m_time.size() != fraction + fractionDigits + 1) {
        m_time = Clock::toIso8601(*utcUs).toLatin1();
        m_timeSecond = *utcUs < 0 ? std::nullopt : std::optional(second);
    } else {
        qint64 rest = *utcUs % usPerSecond;
        char *digits = m_time.data() + fraction;
        for (qsizetype i = fractionDigits; i-- > 0; rest /= 10)
            digits[i] = static_cast<char>('0' + rest % 10);
    }
    writeWord(m_time);
}

void RecordWriter::addText(QStringView text)
{
    nextField();
    if (text.isEmpty())
        writeAbsent();
    else
        writeText(text);
}

void RecordWriter::addWord(QByteArrayView word)
{
    nextField();
    writeWord(word);
}

void RecordWriter::addId(const ConnectionId &id)
{
    nextField();
    writeWord(id.toByteArray(QUuid::WithoutBraces));
}

Result<void> RecordWriter::flush()
{
    if (!m_error && m_device.write(m_buffer) != m_buffer.size()) {
        m_error = Error{Error::Kind::Io,
                        u"Writing the export failed: %1. Check the disk's free space."_s.arg(
                                m_device.errorString()),
                        {}};
    }
    m_buffer.resize(0); // keeps what is reserved; after an error too, or it would only grow
    if (m_error)
        return tl::unexpected(*m_error);
    return {};
}

void appendUnicodeEscape(QByteArray &out, char16_t unit)
{
    constexpr auto digits = "0123456789abcdef";
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
        out.append(digits[(unit >> shift) & 0xf]);
}

} // namespace heartline
