// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"

#include <QObject>
#include <QPalette>
#include <QString>

namespace heartline {

/// The look of the program: Fusion with a palette and a modest style sheet made from the colour
/// table, light or dark. Applies to the whole QApplication; one instance. GUI thread.
class Theme : public QObject {
    Q_OBJECT

public:
    enum class Mode { System, Light, Dark };
    Q_ENUM(Mode)

    /// Remembers how the system looked before anything was changed; make it before other widgets.
    explicit Theme(QObject *parent = nullptr);

    Mode mode() const { return m_mode; }
    bool isDark() const { return m_palette.isDark; }
    const ChartPalette &palette() const { return m_palette; }

    /// Applies the mode to the application, also at run time.
    void setMode(Mode mode);

    /// `color`, moved towards the text's colour until it has a contrast of 4.5:1 on `background`.
    static QColor legible(const QColor &color, const QColor &background, const QColor &text);

    static QPalette widgetPalette(const ChartPalette &colors);
    static QString styleSheet(const ChartPalette &colors);

Q_SIGNALS:
    void changed(const heartline::ChartPalette &palette);

private:
    bool systemIsDark() const;
    void apply();

    Mode m_mode = Mode::System;
    bool m_systemWasDark = false;
    ChartPalette m_palette;
};

} // namespace heartline
