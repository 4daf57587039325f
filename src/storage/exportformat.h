// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>

#include <optional>
#include <span>

namespace heartline {

enum class ExportFormat {
    Csv, ///< RFC 4180, UTF-8, with a header line; safe to open in a spreadsheet.
    Ndjson, ///< One JSON object a line.
    Json, ///< One array of the same objects.
};

enum class ExportContent { Beats, Events };

/// The stable spellings, e.g. "ndjson" and "events".
QLatin1StringView toName(ExportFormat format);
QLatin1StringView toName(ExportContent content);
std::optional<ExportFormat> exportFormatFromName(QAnyStringView name);
std::optional<ExportContent> exportContentFromName(QAnyStringView name);

/// The names of the fields, in their order; the same in every format.
std::span<const QLatin1StringView> exportFields(ExportContent content);

} // namespace heartline
