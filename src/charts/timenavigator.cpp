// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timenavigator.h"

#include "charts/timewindow.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QRectF>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace heartline {

namespace {

constexpr double zoomPerNotch = 1.25; // one notch of the wheel, one press of + or -
constexpr double notch = 120.0; // eighths of a degree, see QWheelEvent::angleDelta()
constexpr double panPerNotch = 0.1; // of the span
constexpr double shortestBand = 4.0; // pixels; less was a slip of the hand

} // namespace

TimeNavigator::TimeNavigator(TimeWindow *window)
    : m_window(window)
{
}

void TimeNavigator::setPlot(int left, int width)
{
    m_left = left;
    m_width = std::max(1, width);
}

double TimeNavigator::xAt(qint64 utcUs) const
{
    return m_left
            + static_cast<double>(utcUs - m_window->fromUs()) * m_width
            / static_cast<double>(m_window->spanUs());
}

qint64 TimeNavigator::timeAt(double x) const
{
    return m_window->fromUs()
            + std::llround((x - m_left) * static_cast<double>(m_window->spanUs()) / m_width);
}

bool TimeNavigator::wheel(const QWheelEvent &event)
{
    const QPoint turned = event.angleDelta();
    const bool isSideways =
            std::abs(turned.x()) > std::abs(turned.y()) || event.modifiers() & Qt::ShiftModifier;
    if (isSideways) {
        const int amount = turned.x() != 0 ? turned.x() : turned.y();
        m_window->pan(-std::llround(amount / notch * panPerNotch
                                    * static_cast<double>(m_window->spanUs())));
        return amount != 0;
    }
    if (turned.y() == 0)
        return false;
    const double x = std::clamp<double>(event.position().x(), m_left, m_left + m_width);
    m_window->zoom(std::pow(zoomPerNotch, -turned.y() / notch), timeAt(x));
    return true;
}

bool TimeNavigator::press(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton)
        return false;
    m_drag = event.modifiers() & Qt::ControlModifier ? Drag::Band : Drag::Pan;
    m_pressX = event.position().x();
    m_currentX = m_pressX;
    m_pressToUs = m_window->toUs();
    return true;
}

bool TimeNavigator::move(const QMouseEvent &event, const QRectF &plot)
{
    const double x = event.position().x();
    drag(x);
    const bool isPointing = m_drag != Drag::Pan && plot.contains(event.position());
    m_window->setCursor(isPointing ? std::optional(timeAt(x)) : std::nullopt);
    return band().has_value();
}

void TimeNavigator::drag(double x)
{
    if (m_drag == Drag::None || x == m_currentX)
        return;
    m_currentX = x;
    if (m_drag == Drag::Pan) {
        const double moved = (x - m_pressX) * static_cast<double>(m_window->spanUs()) / m_width;
        m_window->pan(m_pressToUs - std::llround(moved) - m_window->toUs());
    }
}

bool TimeNavigator::doubleClick(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton)
        return false;
    m_window->requestFit();
    return true;
}

void TimeNavigator::step(int direction, const NextMoment &next)
{
    const qint64 beforeAll = direction > 0 ? m_window->fromUs() - 1 : m_window->toUs() + 1;
    if (const auto moment = next(m_window->cursorUs().value_or(beforeAll), direction))
        m_window->moveCursor(*moment);
}

bool TimeNavigator::release(const QMouseEvent &event)
{
    if (m_drag == Drag::None || event.button() != Qt::LeftButton)
        return false;
    const auto range = band();
    m_drag = Drag::None;
    if (range && range->second - range->first >= shortestBand)
        m_window->setRange(timeAt(range->first), timeAt(range->second));
    return true;
}

bool TimeNavigator::key(const QKeyEvent &event, const NextMoment &next)
{
    const qint64 middle = m_window->toUs() - m_window->spanUs() / 2;
    const qint64 anchor =
            m_window->isLive() ? m_window->toUs() : m_window->cursorUs().value_or(middle);
    const auto aTenth = m_window->spanUs() / 10;
    const bool pans = event.modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key without Shift
        m_window->zoom(1.0 / zoomPerNotch, anchor);
        return true;
    case Qt::Key_Minus:
        m_window->zoom(zoomPerNotch, anchor);
        return true;
    case Qt::Key_Left:
        if (pans)
            m_window->pan(-aTenth);
        else
            step(-1, next);
        return true;
    case Qt::Key_Right:
        if (pans)
            m_window->pan(aTenth);
        else
            step(1, next);
        return true;
    case Qt::Key_PageUp:
        m_window->pan(-m_window->spanUs());
        return true;
    case Qt::Key_PageDown:
        m_window->pan(m_window->spanUs());
        return true;
    case Qt::Key_Home:
        m_window->requestFit();
        return true;
    case Qt::Key_End:
        m_window->setLive(true);
        return true;
    case Qt::Key_Space:
        m_window->setLive(!m_window->isLive());
        return true;
    case Qt::Key_Escape:
        if (!m_window->cursorUs())
            return false;
        m_window->setCursor(std::nullopt);
        return true;
    default:
        return false;
    }
}

std::optional<std::pair<double, double>> TimeNavigator::band() const
{
    if (m_drag != Drag::Band)
        return std::nullopt;
    const auto inside = [this](double x) {
        return std::clamp<double>(x, m_left, m_left + m_width);
    };
    const double one = inside(m_pressX);
    const double other = inside(m_currentX);
    return std::pair(std::min(one, other), std::max(one, other));
}

} // namespace heartline
