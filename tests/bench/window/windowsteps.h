// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace heartline::bench {

class DrivenWindow;

/// Prints what single steps of the populated window cost.
void measureSteps(DrivenWindow &driven);

} // namespace heartline::bench
