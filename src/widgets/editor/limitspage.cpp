// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/limitspage.h"

#include "ui_limitspage.h"
#include "widgets/controls/fieldmarks.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

LimitsPage::LimitsPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::LimitsPage>())
{
    m_ui->setupUi(this);
    const std::array deadlines{
            std::pair{m_ui->resolve, u"limits.resolve_ms"},
            std::pair{m_ui->connect, u"limits.connect_ms"},
            std::pair{m_ui->tls, u"limits.tls_ms"},
            std::pair{m_ui->upgrade, u"limits.upgrade_ms"},
            std::pair{m_ui->close, u"limits.close_ms"},
    };
    for (const auto &[editor, path] : deadlines) {
        editor->setDurationRange(ConnectionLimits::MinimumDeadline,
                                 ConnectionLimits::MaximumDeadline);
        QObject::connect(editor, &QSpinBox::valueChanged, this,
                         [this, name = path] { Q_EMIT edited(QString::fromUtf16(name)); });
    }
    m_ui->messageBytes->setRange(static_cast<int>(ConnectionLimits::MinimumMessageBytes),
                                 static_cast<int>(ConnectionLimits::MaximumMessageBytes));
    m_ui->messageBytes->setStepType(QSpinBox::AdaptiveDecimalStepType);
    QObject::connect(m_ui->messageBytes, &QSpinBox::valueChanged, this,
                     [this] { Q_EMIT edited(u"limits.message_bytes"_s); });
}

LimitsPage::~LimitsPage() = default;

void LimitsPage::addTo(FieldMarks &marks)
{
    marks.add(u"limits.resolve_ms"_s, m_ui->resolve, m_ui->form);
    marks.add(u"limits.connect_ms"_s, m_ui->connect, m_ui->form);
    marks.add(u"limits.tls_ms"_s, m_ui->tls, m_ui->form);
    marks.add(u"limits.upgrade_ms"_s, m_ui->upgrade, m_ui->form);
    marks.add(u"limits.close_ms"_s, m_ui->close, m_ui->form);
    marks.add(u"limits.message_bytes"_s, m_ui->messageBytes, m_ui->form);
}

void LimitsPage::load(const Profile &profile)
{
    const ConnectionLimits &limits = profile.limits;
    m_ui->resolve->setDuration(limits.resolve);
    m_ui->connect->setDuration(limits.connect);
    m_ui->tls->setDuration(limits.tls);
    m_ui->upgrade->setDuration(limits.upgrade);
    m_ui->close->setDuration(limits.close);
    m_ui->messageBytes->setValue(static_cast<int>(limits.messageBytes));
}

void LimitsPage::store(Profile &profile) const
{
    profile.limits = {.resolve = m_ui->resolve->duration(),
                      .connect = m_ui->connect->duration(),
                      .tls = m_ui->tls->duration(),
                      .upgrade = m_ui->upgrade->duration(),
                      .close = m_ui->close->duration(),
                      .messageBytes = m_ui->messageBytes->value()};
}

} // namespace heartline
