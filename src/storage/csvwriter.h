// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/recordwriter.h"

namespace heartline {

/// RFC 4180 with a header line. Text that a spreadsheet would take for a formula gets a leading
/// apostrophe; control characters other than tab, CR and LF, which RFC 4180 does not allow, are
/// written as \uXXXX. Numbers stay numbers, whatever their sign.
class CsvWriter : public RecordWriter {
public:
    CsvWriter(std::span<const QLatin1StringView> fields, QIODevice &device);

protected:
    void writeBegin() override;
    void writeRecordBegin(bool first) override;
    void writeFieldBegin(std::size_t index) override;
    void writeAbsent() override;
    void writeText(QStringView text) override;
    void writeWord(QByteArrayView word) override;
    void writeRecordEnd() override;
};

} // namespace heartline
