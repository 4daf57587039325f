// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/settingsdialog.h"

#include "ui_settingsdialog.h"
#include "widgets/controls/fieldmarks.h"
#include "widgets/controls/heartbeatentry.h"
#include "widgets/presentation/statepresentation.h"
#include "widgets/settings/windowsettings.h"

#include <QDir>
#include <QFileInfo>
#include <QPushButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

SettingsDialog::SettingsDialog(Theme &theme, Language &language, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::SettingsDialog>())
    , m_theme(theme)
    , m_language(language)
    , m_marks(new FieldMarks(this))
{
    m_ui->setupUi(this);
    m_ui->language->addItem(tr("System"), QVariant::fromValue(Language::Choice::System));
    // Each language calls itself by its own name, so that everyone finds the way back.
    m_ui->language->addItem(u"English"_s, QVariant::fromValue(Language::Choice::English));
    m_ui->language->addItem(u"\u7b80\u4f53\u4e2d\u6587"_s,
                            QVariant::fromValue(Language::Choice::Chinese));
    m_ui->theme->addItem(tr("System"), QVariant::fromValue(Theme::Mode::System));
    m_ui->theme->addItem(tr("Light"), QVariant::fromValue(Theme::Mode::Light));
    m_ui->theme->addItem(tr("Dark"), QVariant::fromValue(Theme::Mode::Dark));
    for (const auto &[text, kind] : heartbeatKinds())
        m_ui->kind->addItem(text, QVariant::fromValue(int(kind)));
    for (DurationSpinBox *editor : {m_ui->interval, m_ui->timeout})
        editor->setDurationRange(HeartbeatRule::MinimumInterval, HeartbeatRule::MaximumInterval);
    m_ui->late->setDurationRange(HeartbeatRule::MinimumLate, HeartbeatRule::MaximumInterval);
    m_ui->misses->setRange(HeartbeatRule::MinimumMissesAllowed,
                           HeartbeatRule::MaximumMissesAllowed);
    m_ui->logFile->setUp(PathPicker::Mode::Save, tr("Log file"),
                         tr("SQLite files (*.sqlite *.db);;All files (*)"));
    m_ui->logFile->setPlaceholderText(QDir::toNativeSeparators(Settings::defaultLogFile()));

    m_marks->add(u"late"_s, m_ui->late, m_ui->form);
    m_marks->add(u"logFile"_s, m_ui->logFile, m_ui->form);
    m_marks->showAll();
    HelpLine::explain(*this);

    connect(m_ui->timeout, &QSpinBox::valueChanged, this, &SettingsDialog::validate);
    connect(m_ui->late, &QSpinBox::valueChanged, this, &SettingsDialog::validate);
    connect(m_ui->logFile, &PathPicker::pathChanged, this, &SettingsDialog::validate);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
    connect(m_ui->buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            [this] {
                setSettings({});
                m_ui->theme->setCurrentIndex(0);
                m_ui->language->setCurrentIndex(0);
            });

    m_ui->theme->setCurrentIndex(m_ui->theme->findData(QVariant::fromValue(theme.mode())));
    m_ui->language->setCurrentIndex(
            m_ui->language->findData(QVariant::fromValue(language.choice())));
    setSettings(Settings::load());
    setLogInUse({});
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::setSettings(const Settings &settings)
{
    const HeartbeatRule &rule = settings.newConnection.heartbeat;
    m_ui->kind->setCurrentIndex(m_ui->kind->findData(int(rule.kind)));
    m_ui->interval->setDuration(rule.interval);
    m_ui->timeout->setDuration(rule.timeout);
    m_ui->late->setDuration(rule.late);
    m_ui->misses->setValue(rule.missesAllowed);
    m_ui->reconnect->setChecked(settings.newConnection.reconnect.enabled);
    m_ui->logFile->setPath(settings.logFile);
    validate();
}

void SettingsDialog::setLogInUse(const QString &file)
{
    const bool isOther = !file.isEmpty() && file != Settings::load().effectiveLogFile();
    m_ui->logNote->setText(
            isOther ? tr("This time the log is %1, as the command line or the demo has it. What is "
                         "set here counts from the next start on.")
                              .arg(plainLine(QDir::toNativeSeparators(file)))
                    : QString());
    m_ui->form->setRowVisible(m_ui->logNote, isOther);
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

Settings SettingsDialog::settings() const
{
    Settings settings;
    HeartbeatRule &rule = settings.newConnection.heartbeat;
    rule.kind = static_cast<HeartbeatKind>(m_ui->kind->currentData().toInt());
    rule.interval = m_ui->interval->duration();
    rule.timeout = m_ui->timeout->duration();
    rule.late = m_ui->late->duration();
    rule.missesAllowed = m_ui->misses->value();
    settings.newConnection.reconnect.enabled = m_ui->reconnect->isChecked();
    settings.logFile = m_ui->logFile->path();
    return settings;
}

void SettingsDialog::validate()
{
    std::vector<Error> errors;
    if (m_ui->late->duration() > m_ui->timeout->duration()) {
        errors.push_back({Error::Kind::InvalidInput,
                          tr("Cannot be longer than the timeout, %1")
                                  .arg(DurationSpinBox::toText(m_ui->timeout->duration())),
                          u"late"_s});
    }
    if (const QFileInfo file(m_ui->logFile->path()); !m_ui->logFile->path().isEmpty()) {
        if (file.isDir())
            errors.push_back({Error::Kind::InvalidInput, tr("This is a folder; name a file in it"),
                              u"logFile"_s});
        else if (!file.dir().exists())
            errors.push_back(
                    {Error::Kind::NotFound, tr("The folder does not exist"), u"logFile"_s});
    }
    m_marks->setErrors(std::move(errors));
}

void SettingsDialog::accept()
{
    if (QWidget *bad = m_marks->firstBad()) {
        bad->setFocus();
        return;
    }
    settings().save();
    m_theme.setMode(m_ui->theme->currentData().value<Theme::Mode>());
    m_language.setChoice(m_ui->language->currentData().value<Language::Choice>());
    WindowSettings::saveTheme(m_theme.mode());
    WindowSettings::saveLanguage(m_language.choice());
    QDialog::accept();
}

} // namespace heartline
