// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"
#include "core/connectionevent.h"
#include "core/error.h"
#include "storage/exportformat.h"

#include <QByteArray>
#include <QIODevice>
#include <QStringView>

#include <memory>
#include <optional>
#include <span>

namespace heartline {

/// Writes records of named fields to a device, through a small buffer. The derived classes are the
/// formats. Belongs to one thread.
class RecordWriter {
public:
    /// Bytes that are collected before the device is written to.
    static constexpr qsizetype BufferBytes = 65'536;

    /// `device` must be open and outlive the writer.
    static std::unique_ptr<RecordWriter> create(ExportFormat format, ExportContent content,
                                                QIODevice &device);

    RecordWriter(const RecordWriter &) = delete;
    RecordWriter &operator=(const RecordWriter &) = delete;
    virtual ~RecordWriter();

    /// Before the first record, also when none follows.
    void begin();
    /// Each of the content that the writer was created for; `name`: the connection's. Once the
    /// device has failed, what follows would be torn: it is dropped, with the same error each time.
    Result<void> write(const Beat &beat, QStringView name);
    Result<void> write(const ConnectionEvent &event, QStringView name);
    /// After the last record; everything has reached the device then.
    Result<void> end();

protected:
    RecordWriter(std::span<const QLatin1StringView> fields, QIODevice &device);

    virtual void writeBegin() { }
    virtual void writeRecordBegin(bool first) = 0;
    virtual void writeFieldBegin(std::size_t index) = 0;
    virtual void writeAbsent() = 0;
    virtual void writeText(QStringView text) = 0;
    /// `word` needs no escaping in any format.
    virtual void writeWord(QByteArrayView word) = 0;
    virtual void writeRecordEnd() = 0;
    virtual void writeEnd(bool empty) { Q_UNUSED(empty) }

    std::span<const QLatin1StringView> fields() const { return m_fields; }
    QByteArray &buffer() { return m_buffer; }

private:
    void beginRecord();
    Result<void> endRecord();
    void nextField();
    void add(std::optional<qint64> number);
    void addTime(std::optional<qint64> utcUs);
    void addText(QStringView text);
    void addWord(QByteArrayView word);
    void addId(const ConnectionId &id);
    Result<void> flush();

    std::span<const QLatin1StringView> m_fields;
    QIODevice &m_device;
    QByteArray m_buffer;
    std::size_t m_field = 0;
    std::optional<Error> m_error; ///< Of the device; the first one stays.
    bool m_empty = true;
    QByteArray m_time; ///< The last time written; only its microseconds change within a second.
    std::optional<qint64> m_timeSecond;
};

/// `unit` escaped as \uXXXX: what JSON, and a terminal, must not see as it is.
void appendUnicodeEscape(QByteArray &out, char16_t unit);

/// C0, DEL and C1: control characters that terminals act on.
constexpr bool isControl(char16_t unit)
{
    return unit < 0x20 || (unit >= 0x7f && unit <= 0x9f);
}

} // namespace heartline
