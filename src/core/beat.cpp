// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/beat.h"

#include "core/enumnames.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr EnumNames<BeatOutcome, 5> outcomeNames({{
        {BeatOutcome::Ok, "ok"_L1},
        {BeatOutcome::Late, "late"_L1},
        {BeatOutcome::Missed, "missed"_L1},
        {BeatOutcome::Coalesced, "coalesced"_L1},
        {BeatOutcome::Unsent, "unsent"_L1},
}});

} // namespace

QLatin1StringView toName(BeatOutcome outcome)
{
    return outcomeNames.name(outcome);
}

std::optional<BeatOutcome> beatOutcomeFromName(QAnyStringView name)
{
    return outcomeNames.value(name);
}

} // namespace heartline
