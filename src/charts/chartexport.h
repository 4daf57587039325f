// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QImage>
#include <QString>

#include <functional>

class QColor;
class QPainter;

namespace heartline {

/// Paints a chart in logical pixels from (0, 0).
using ChartPaint = std::function<void(QPainter &)>;

/// A picture of `size` logical pixels on `ground`.
QImage renderImage(QSize size, qreal devicePixelRatio, const QColor &ground,
                   const ChartPaint &paint);

/// Writes a PNG through a temporary file and rename. Errors: Io, with the file's name.
Result<void> savePng(const QString &path, const QImage &image);

/// Writes an SVG through a temporary file and rename. Errors: Io, with the file's name.
Result<void> saveSvg(const QString &path, QSize size, const QString &title,
                     const ChartPaint &paint);

/// Puts a picture on the clipboard.
void copyImage(const QImage &image);

} // namespace heartline
