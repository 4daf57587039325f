// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/recordwriter.h"

#include <vector>

namespace heartline {

/// JSON (RFC 8259) in UTF-8: one object a line, or all of them in one array. Every field is in
/// every object; an absent value is null. Control characters are escaped, so that the lines are
/// safe to print.
class JsonWriter : public RecordWriter {
public:
    enum class Style { Lines, Array };

    JsonWriter(Style style, std::span<const QLatin1StringView> fields, QIODevice &device);

protected:
    void writeBegin() override;
    void writeRecordBegin(bool first) override;
    void writeFieldBegin(std::size_t index) override;
    void writeAbsent() override;
    void writeText(QStringView text) override;
    void writeWord(QByteArrayView word) override;
    void writeRecordEnd() override;
    void writeEnd(bool empty) override;

private:
    Style m_style;
    std::vector<QByteArray> m_keys; ///< With what precedes and follows them: `,"name":`.
};

} // namespace heartline
