// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRgb>

namespace heartline {

/// `color` (premultiplied) with `coverage` (0 to 255) over `under`.
inline QRgb blendedPixel(QRgb under, QRgb color, uint coverage)
{
    const uint remaining = 255 - static_cast<uint>(qAlpha(color)) * coverage / 255;
    const auto channel = [&](int above, int below) {
        return (static_cast<uint>(above) * coverage + static_cast<uint>(below) * remaining) / 255;
    };
    return (channel(qAlpha(color), qAlpha(under)) << 24) | (channel(qRed(color), qRed(under)) << 16)
            | (channel(qGreen(color), qGreen(under)) << 8) | channel(qBlue(color), qBlue(under));
}

} // namespace heartline
