// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/reconnectpage.h"

#include "ui_reconnectpage.h"
#include "widgets/controls/fieldmarks.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr double percent = 100.0;
constexpr int previewedWaits = 7;
constexpr double middle = 0.5; // of the random spread: none

} // namespace

ReconnectPage::ReconnectPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ReconnectPage>())
{
    m_ui->setupUi(this);
    m_ui->initial->setDurationRange(ReconnectPolicy::MinimumDelay, ReconnectPolicy::MaximumDelay);
    m_ui->maximum->setDurationRange(ReconnectPolicy::MinimumDelay, ReconnectPolicy::MaximumDelay);
    m_ui->factor->setRange(ReconnectPolicy::MinimumFactor, ReconnectPolicy::MaximumFactor);
    m_ui->attempts->setRange(0, ReconnectPolicy::MaximumAttempts);

    const auto report = [this](const char16_t *path) {
        return [this, path] {
            update();
            Q_EMIT edited(QString::fromUtf16(path));
        };
    };
    connect(m_ui->reconnect, &QCheckBox::toggled, this, report(u"reconnect.enabled"));
    // From "partly" to "checked" nothing is toggled.
    connect(m_ui->reconnect, &QCheckBox::clicked, this, report(u"reconnect.enabled"));
    connect(m_ui->initial, &QSpinBox::valueChanged, this, report(u"reconnect.initial_ms"));
    connect(m_ui->maximum, &QSpinBox::valueChanged, this, report(u"reconnect.maximum_ms"));
    connect(m_ui->factor, &QDoubleSpinBox::valueChanged, this, report(u"reconnect.factor"));
    connect(m_ui->jitter, &QSpinBox::valueChanged, this, report(u"reconnect.jitter"));
    connect(m_ui->attempts, &QSpinBox::valueChanged, this, report(u"reconnect.attempts"));
}

ReconnectPage::~ReconnectPage() = default;

void ReconnectPage::addTo(FieldMarks &marks)
{
    marks.add(u"reconnect.enabled"_s, m_ui->reconnect, m_ui->form);
    marks.add(u"reconnect.initial_ms"_s, m_ui->initial, m_ui->form);
    marks.add(u"reconnect.maximum_ms"_s, m_ui->maximum, m_ui->form);
    marks.add(u"reconnect.factor"_s, m_ui->factor, m_ui->form);
    marks.add(u"reconnect.jitter"_s, m_ui->jitter, m_ui->form);
    marks.add(u"reconnect.attempts"_s, m_ui->attempts, m_ui->form);
}

void ReconnectPage::load(const Profile &profile)
{
    const ReconnectPolicy &policy = profile.reconnect;
    m_ui->reconnect->setChecked(policy.enabled);
    m_ui->initial->setDuration(policy.initial);
    m_ui->maximum->setDuration(policy.maximum);
    m_ui->factor->setValue(policy.factor);
    m_ui->jitter->setValue(static_cast<int>(std::lround(policy.jitter * percent)));
    m_ui->attempts->setValue(policy.attempts);
    update();
}

void ReconnectPage::store(Profile &profile) const
{
    // Finer values of a file that were not touched here stay as they are.
    const ReconnectPolicy was = profile.reconnect;
    profile.reconnect = policy();
    if (std::lround(was.jitter * percent) == m_ui->jitter->value())
        profile.reconnect.jitter = was.jitter;
    if (std::abs(was.factor - m_ui->factor->value()) < 0.005) // NOLINT: half of the last decimal
        profile.reconnect.factor = was.factor;
}

ReconnectPolicy ReconnectPage::policy() const
{
    return {.enabled = m_ui->reconnect->isChecked(),
            .initial = m_ui->initial->duration(),
            .maximum = m_ui->maximum->duration(),
            .factor = m_ui->factor->value(),
            .jitter = m_ui->jitter->value() / percent,
            .attempts = m_ui->attempts->value()};
}

void ReconnectPage::update()
{
    const ReconnectPolicy entered = policy();
    for (QWidget *editor : std::initializer_list<QWidget *>{
                 m_ui->initial, m_ui->maximum, m_ui->factor, m_ui->jitter, m_ui->attempts})
        editor->setEnabled(entered.enabled);

    // While one of the numbers stands for different ones there is nothing to reckon with.
    const bool isKnown = entered.initial >= ReconnectPolicy::MinimumDelay
            && entered.maximum >= ReconnectPolicy::MinimumDelay
            && entered.factor >= ReconnectPolicy::MinimumFactor && entered.jitter >= 0.0
            && entered.attempts >= 0;
    m_ui->form->setRowVisible(m_ui->preview, isKnown);
    if (!isKnown)
        return;
    QStringList waits;
    for (int attempt = 1; attempt <= previewedWaits && entered.allows(attempt); ++attempt)
        waits << DurationSpinBox::toText(entered.delay(attempt, middle));
    if (!entered.enabled)
        m_ui->preview->setText(tr("Is not tried again."));
    else if (entered.allows(previewedWaits + 1))
        m_ui->preview->setText(tr("Waits %1 …").arg(waits.join(u", "_s)));
    else
        m_ui->preview->setText(tr("Waits %1, then gives up.").arg(waits.join(u", "_s)));
}

} // namespace heartline
