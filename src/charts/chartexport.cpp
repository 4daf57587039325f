// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartexport.h"

#include <QClipboard>
#include <QColor>
#include <QGuiApplication>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace heartline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int svgResolution = 96; // dots per inch: one unit is one logical pixel

Error cannotWrite(const QSaveFile &file)
{
    return {Error::Kind::Io,
            u"Cannot write the picture: %1. Choose another place or free some room."_s.arg(
                    file.errorString()),
            file.fileName()};
}

} // namespace

QImage renderImage(QSize size, qreal devicePixelRatio, const QColor &ground,
                   const ChartPaint &paint)
{
    QImage image(size * devicePixelRatio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(devicePixelRatio);
    image.fill(ground);
    QPainter painter(&image);
    paint(painter);
    return image;
}

Result<void> savePng(const QString &path, const QImage &image)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !image.save(&file, "PNG") || !file.commit())
        return tl::unexpected(cannotWrite(file));
    return {};
}

Result<void> saveSvg(const QString &path, QSize size, const QString &title, const ChartPaint &paint)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return tl::unexpected(cannotWrite(file));
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setResolution(svgResolution);
    generator.setTitle(title);
    QPainter painter;
    if (painter.begin(&generator)) {
        paint(painter);
        painter.end();
    }
    if (!file.commit())
        return tl::unexpected(cannotWrite(file));
    return {};
}

void copyImage(const QImage &image)
{
    QGuiApplication::clipboard()->setImage(image);
}

} // namespace heartline
