// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/exportformat.h"

#include "core/enumnames.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr EnumNames<ExportFormat, 3> formatNames({{
        {ExportFormat::Csv, "csv"_L1},
        {ExportFormat::Ndjson, "ndjson"_L1},
        {ExportFormat::Json, "json"_L1},
}});

constexpr EnumNames<ExportContent, 2> contentNames({{
        {ExportContent::Beats, "beats"_L1},
        {ExportContent::Events, "events"_L1},
}});

constexpr std::array beatFields{"connection"_L1,       "connection_id"_L1, "session"_L1,
                                "sequence"_L1,         "scheduled_at"_L1,  "sent_at"_L1,
                                "outcome"_L1,          "rtt_ns"_L1,        "rtt_error_ns"_L1,
                                "send_lateness_ns"_L1, "tcp_rtt_us"_L1};

constexpr std::array eventFields{
        "at"_L1,         "connection"_L1,   "connection_id"_L1, "session"_L1,
        "from"_L1,       "to"_L1,           "origin"_L1,        "cause"_L1,
        "close_code"_L1, "close_reason"_L1, "detail"_L1,        "silence_ms"_L1,
        "resolve_us"_L1, "connect_us"_L1,   "tls_us"_L1,        "upgrade_us"_L1};

} // namespace

QLatin1StringView toName(ExportFormat format)
{
    return formatNames.name(format);
}

QLatin1StringView toName(ExportContent content)
{
    return contentNames.name(content);
}

std::optional<ExportFormat> exportFormatFromName(QAnyStringView name)
{
    return formatNames.value(name);
}

std::optional<ExportContent> exportContentFromName(QAnyStringView name)
{
    return contentNames.value(name);
}

std::span<const QLatin1StringView> exportFields(ExportContent content)
{
    if (content == ExportContent::Beats)
        return beatFields;
    return eventFields;
}

} // namespace heartline
