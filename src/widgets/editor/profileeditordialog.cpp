// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/profileeditordialog.h"

#include "charts/chartpalette.h"
#include "charts/stateglyph.h"
#include "heartbeat/presetcatalog.h"
#include "profiles/profilevalidation.h"
#include "profiles/references.h"
#include "profiles/urlrules.h"
#include "ui_profileeditordialog.h"
#include "widgets/controls/fieldmarks.h"
#include "widgets/controls/heartbeatentry.h"
#include "widgets/editor/differentvalues.h"
#include "widgets/editor/urlproposal.h"
#include "widgets/presentation/statepresentation.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

enum HeartbeatRole { KindRole = Qt::UserRole, PresetRole };

QIcon glyph(ConnectionState state, const QColor &color)
{
    constexpr int side = 16;
    constexpr int margin = 4;
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    paintStateGlyph(painter, QRectF(pixmap.rect()).adjusted(margin, margin, -margin, -margin),
                    state, color);
    return pixmap;
}

/// What a connection without a name is called: the host of its URL.
QString nameFrom(const QString &url)
{
    const qsizetype scheme = url.indexOf("://"_L1);
    const QString rest = displayUrl(url).section("://"_L1, scheme < 0 ? 0 : 1);
    const auto end =
            std::find_if(rest.begin(), rest.end(), [](QChar c) { return c == u'/' || c == u'?'; });
    return rest.first(end - rest.begin());
}

/// Of a profile with the values of its preset.
std::vector<Error> problemsOf(const Profile &profile)
{
    std::vector<Error> errors = validateProfile(profile);
    const std::vector<Error> heartbeat = heartbeatProblems(profile.heartbeat);
    errors.insert(errors.end(), heartbeat.begin(), heartbeat.end());
    for (Error &error : errors) { // the editor for the text of all three
        for (const auto name : {"equals"_L1, "contains"_L1, "regex"_L1}) {
            if (error.where == "heartbeat.reply."_L1 + name)
                error.where = u"heartbeat.reply.text"_s;
        }
    }
    return errors;
}

} // namespace

ProfileEditorDialog::ProfileEditorDialog(QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ProfileEditorDialog>())
    , m_marks(new FieldMarks(this))
    , m_different(new DifferentValues(this))
{
    m_ui->setupUi(this);
    m_ui->group->lineEdit()->setPlaceholderText(tr("none"));
    m_ui->interval->setDurationRange(HeartbeatRule::MinimumInterval,
                                     HeartbeatRule::MaximumInterval);
    fillHeartbeats();

    m_marks->add(u"url"_s, m_ui->url, m_ui->form);
    m_marks->add(u"name"_s, m_ui->name, m_ui->form);
    m_marks->add(u"group"_s, m_ui->group, m_ui->form);
    m_marks->add(u"enabled"_s, m_ui->enabled, m_ui->form);
    m_marks->add(u"heartbeat.preset"_s, m_ui->heartbeat, m_ui->form);
    m_marks->add(u"heartbeat.interval_ms"_s, m_ui->interval, m_ui->form);
    m_ui->heartbeatPage->addTo(*m_marks);
    m_ui->requestPage->addTo(*m_marks);
    m_ui->reconnectPage->addTo(*m_marks);
    m_ui->tlsPage->addTo(*m_marks);
    m_ui->limitsPage->addTo(*m_marks);
    HelpLine::explain(*this);

    QPalette words = m_ui->problem->palette();
    words.setColor(QPalette::WindowText,
                   ChartPalette::forWidgetPalette(palette()).stateColor(ConnectionState::Failed));
    m_ui->problem->setPalette(words);
    m_ui->problem->hide();
    m_ui->probe->hide();
    connectFields();
    setProfile({});
}

ProfileEditorDialog::~ProfileEditorDialog() = default;

void ProfileEditorDialog::connectFields()
{
    connect(m_ui->url, &QLineEdit::textChanged, this, [this] { onEdited(u"url"_s); });
    connect(m_ui->name, &QLineEdit::textChanged, this, [this] { onEdited(u"name"_s); });
    connect(m_ui->group, &QComboBox::currentTextChanged, this, [this] { onEdited(u"group"_s); });
    connect(m_ui->enabled, &QCheckBox::toggled, this, [this] { onEdited(u"enabled"_s); });
    // From "partly" to "checked" nothing is toggled.
    connect(m_ui->enabled, &QCheckBox::clicked, this, [this] { onEdited(u"enabled"_s); });
    connect(m_ui->heartbeat, &QComboBox::currentIndexChanged, this,
            &ProfileEditorDialog::chooseHeartbeat);
    connect(m_ui->interval, &QSpinBox::valueChanged, this, [this] {
        m_ui->heartbeatPage->setInterval(m_ui->interval->duration());
        onEdited(u"heartbeat.interval_ms"_s);
    });
    connect(m_ui->heartbeatPage, &HeartbeatPage::edited, this, &ProfileEditorDialog::onEdited);
    connect(m_ui->requestPage, &RequestPage::edited, this, &ProfileEditorDialog::onEdited);
    connect(m_ui->reconnectPage, &ReconnectPage::edited, this, &ProfileEditorDialog::onEdited);
    connect(m_ui->tlsPage, &TlsPage::edited, this, &ProfileEditorDialog::onEdited);
    connect(m_ui->limitsPage, &LimitsPage::edited, this, &ProfileEditorDialog::onEdited);

    connect(m_marks, &FieldMarks::changed, this, &ProfileEditorDialog::markTabs);
    connect(m_ui->proposal, &QToolButton::clicked, this, [this] {
        if (const auto proposed = proposedUrl(m_ui->url->text()))
            m_ui->url->setText(*proposed);
        m_ui->url->setFocus();
    });
    connect(m_ui->test, &QPushButton::clicked, this, &ProfileEditorDialog::test);
    makeProbe();
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &ProfileEditorDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &ProfileEditorDialog::reject);
}

void ProfileEditorDialog::makeProbe()
{
    m_probe = new ConnectionProbe(this);
    connect(m_probe, &ConnectionProbe::progressed, this, &ProfileEditorDialog::showTest);
    connect(m_probe, &ConnectionProbe::finished, this, &ProfileEditorDialog::showTest);
}

void ProfileEditorDialog::fillHeartbeats()
{
    for (const auto &[text, kind] : heartbeatKinds())
        m_ui->heartbeat->addItem(text, static_cast<int>(kind));
    m_ui->heartbeat->insertSeparator(m_ui->heartbeat->count());
    for (const Preset &preset : PresetCatalog::all()) {
        m_ui->heartbeat->addItem(tr("Preset: %1").arg(presetText(preset.title)),
                                 static_cast<int>(preset.rule.kind));
        m_ui->heartbeat->setItemData(m_ui->heartbeat->count() - 1, preset.name, PresetRole);
    }
}

std::optional<Profile> ProfileEditorDialog::add(QWidget *parent, const QStringList &groups,
                                                const Profile &defaults)
{
    ProfileEditorDialog dialog(parent);
    dialog.setWindowTitle(tr("Add a connection"));
    dialog.setGroups(groups);
    dialog.setProfile(defaults);
    if (dialog.exec() != Accepted)
        return std::nullopt;
    Profile profile = dialog.profile();
    profile.id = QUuid::createUuid();
    return profile;
}

std::optional<std::vector<Profile>> ProfileEditorDialog::edit(QWidget *parent,
                                                              const QStringList &groups,
                                                              const std::vector<Profile> &profiles)
{
    ProfileEditorDialog dialog(parent);
    dialog.setWindowTitle(profiles.size() == 1 ? tr("Edit %1").arg(plainLine(profiles.front().name))
                                               : tr("Edit %n connections", nullptr,
                                                    static_cast<int>(profiles.size())));
    dialog.setGroups(groups);
    dialog.setProfiles(profiles);
    if (dialog.exec() != Accepted)
        return std::nullopt;
    return dialog.profiles();
}

void ProfileEditorDialog::setGroups(const QStringList &groups)
{
    const QScopedValueRollback loading(m_loading, true);
    const QString current = m_ui->group->currentText();
    m_ui->group->clear();
    m_ui->group->addItems(groups);
    m_ui->group->setCurrentText(current);
}

void ProfileEditorDialog::setProfiles(std::vector<Profile> profiles)
{
    // The fields show the values that will be used.
    for (Profile &profile : profiles)
        profile.heartbeat = withPresetValues(profile.heartbeat);
    m_originals = std::move(profiles);
    m_changed.clear();
    {
        const QScopedValueRollback loading(m_loading, true);
        fillFields(m_originals.front());
        showDifferences();
    }
    for (QWidget *single : std::initializer_list<QWidget *>{m_ui->url, m_ui->name})
        m_ui->form->setRowVisible(single, !isMany());
    m_ui->test->setVisible(!isMany());
    m_ui->changes->setVisible(isMany());
    showHeartbeatNote();
    if (!m_originals.front().url.isEmpty())
        m_marks->showAll();
    validate();
    showChanges();
    (isMany() ? static_cast<QWidget *>(m_ui->group) : m_ui->url)->setFocus();
}

void ProfileEditorDialog::fillFields(const Profile &profile)
{
    const HeartbeatRule &rule = profile.heartbeat;
    m_ui->url->setText(profile.url);
    m_ui->name->setText(profile.name);
    m_ui->group->setCurrentText(profile.group);
    m_ui->enabled->setChecked(profile.enabled);
    int index = rule.preset.isEmpty()
            ? m_ui->heartbeat->findData(static_cast<int>(rule.kind), KindRole)
            : m_ui->heartbeat->findData(rule.preset, PresetRole);
    if (index < 0) { // a preset of another version: kept, and marked
        index = m_ui->heartbeat->count();
        m_ui->heartbeat->addItem(tr("Preset: %1").arg(plainLine(rule.preset)),
                                 static_cast<int>(rule.kind));
        m_ui->heartbeat->setItemData(index, rule.preset, PresetRole);
    }
    m_ui->heartbeat->setCurrentIndex(index);
    m_ui->interval->setDuration(rule.interval);
    m_ui->heartbeatPage->setRule(rule);
    m_ui->requestPage->load(profile);
    m_ui->reconnectPage->load(profile);
    m_ui->tlsPage->load(profile);
    m_ui->limitsPage->load(profile);
}

void ProfileEditorDialog::showDifferences()
{
    m_differing = differingFields(m_originals);
    const bool kindsDiffer = m_differing.contains(u"heartbeat.kind"_s)
            || m_differing.contains(u"heartbeat.preset"_s);
    if (kindsDiffer) // one editor is for both
        m_differing |= {u"heartbeat.kind"_s, u"heartbeat.preset"_s};
    for (const QString &field : std::as_const(m_differing)) {
        if (QWidget *editor = m_marks->editor(field))
            m_different->show(editor);
    }
    if (kindsDiffer)
        m_ui->heartbeatPage->setKindsDiffer();
}

Profile ProfileEditorDialog::entered() const
{
    Profile profile = m_originals.front();
    profile.url = m_ui->url->text().trimmed();
    profile.name = m_ui->name->text().trimmed();
    if (profile.name.isEmpty())
        profile.name = nameFrom(profile.url);
    profile.group = m_ui->group->currentText().trimmed();
    profile.enabled = m_ui->enabled->isChecked();
    profile.heartbeat = m_ui->heartbeatPage->rule();
    m_ui->requestPage->store(profile);
    m_ui->reconnectPage->store(profile);
    m_ui->tlsPage->store(profile);
    m_ui->limitsPage->store(profile);
    // An editor that stands for different values has none of its own.
    copyFields(m_differing, m_originals.front(), profile);
    return profile;
}

Profile ProfileEditorDialog::profile() const
{
    Profile profile = entered();
    profile.heartbeat = withoutPresetValues(profile.heartbeat);
    return profile;
}

std::vector<Profile> ProfileEditorDialog::profiles() const
{
    if (!isMany())
        return {profile()};
    const Profile source = entered();
    std::vector<Profile> result = m_originals;
    for (Profile &profile : result) {
        copyFields(m_changed, source, profile);
        profile.heartbeat = withoutPresetValues(profile.heartbeat);
    }
    return result;
}

void ProfileEditorDialog::chooseHeartbeat()
{
    if (m_loading)
        return;
    const Preset *preset = PresetCatalog::find(m_ui->heartbeat->currentData(PresetRole).toString());
    const Profile before = entered();
    {
        const QScopedValueRollback loading(m_loading, true);
        if (preset) {
            HeartbeatRule rule = preset->rule;
            rule.late = HeartbeatRule::defaultLate(rule.timeout);
            rule.missesAllowed = m_ui->heartbeatPage->rule().missesAllowed;
            m_ui->heartbeatPage->setRule(rule);
            m_ui->interval->setDuration(rule.interval);
            m_ui->requestPage->offerSubprotocol(preset->subprotocol);
        } else {
            m_ui->heartbeatPage->chooseKind(
                    static_cast<HeartbeatKind>(m_ui->heartbeat->currentData(KindRole).toInt()));
        }
    }
    showHeartbeatNote();
    // A preset brings all of these, whether they differ from what stood there or not.
    ProfileFieldSet changed{u"heartbeat.kind"_s, u"heartbeat.preset"_s, u"heartbeat.message"_s,
                            u"heartbeat.reply"_s};
    if (preset)
        changed |= {u"heartbeat.interval_ms"_s, u"heartbeat.timeout_ms"_s, u"heartbeat.late_ms"_s};
    noteChanges(changed);
    noteChanges(differingFields(std::array{before, entered()}));
    onEdited(u"heartbeat.preset"_s);
}

void ProfileEditorDialog::showHeartbeatNote()
{
    const Preset *preset = PresetCatalog::find(m_ui->heartbeat->currentData(PresetRole).toString());
    QStringList lines;
    if (preset) {
        lines << presetText(preset->description);
        if (!preset->prerequisite.isEmpty())
            lines << tr("First: %1").arg(presetText(preset->prerequisite));
        lines << tr("Source: %1").arg(preset->source);
    }
    m_ui->heartbeatNote->setText(lines.join(u'\n'));
    m_ui->form->setRowVisible(m_ui->heartbeatNote, preset != nullptr);
}

void ProfileEditorDialog::onEdited(const QString &path)
{
    if (m_loading)
        return;
    m_marks->touch(path);
    // The reply is one field with several editors.
    noteChanges({path.startsWith("heartbeat.reply"_L1) ? u"heartbeat.reply"_s : path});
    validate();
    showChanges();
}

void ProfileEditorDialog::noteChanges(const ProfileFieldSet &fields)
{
    m_changed |= fields;
    m_differing -= fields;
    for (const QString &field : fields)
        m_different->settle(m_marks->editor(field));
}

void ProfileEditorDialog::showChanges()
{
    QStringList titles;
    for (const QString &field : std::as_const(m_changed)) {
        const QString title = m_marks->title(field);
        if (!title.isEmpty())
            titles << title;
    }
    titles.sort();
    const int count = static_cast<int>(m_originals.size());
    m_ui->changes->setText(
            titles.isEmpty()
                    ? tr("What you edit will be the same in all %n connections; the rest stays "
                         "as it is.",
                         nullptr, count)
                    : tr("Will be the same in all %n connections: %1", nullptr, count)
                              .arg(titles.join(tr(", "))));
}

void ProfileEditorDialog::validate()
{
    const Profile profile = entered();
    std::vector<Error> errors = problemsOf(profile);
    // A missing URL says it all; the name would come from it.
    if (profile.url.isEmpty())
        std::erase_if(errors, [](const Error &error) { return error.where == "name"_L1; });
    const std::vector<Error> unread = m_ui->heartbeatPage->problems();
    errors.insert(errors.begin(), unread.begin(), unread.end());
    m_marks->setErrors(std::move(errors));

    m_ui->name->setPlaceholderText(nameFrom(profile.url));
    showUrlNotes(isMany() ? QString() : profile.url);
    m_ui->tlsPage->setEncrypted(isMany()
                                || !profile.url.startsWith("ws://"_L1, Qt::CaseInsensitive));
    const bool messagesDiffer = m_differing.contains(u"heartbeat.kind"_s)
            || m_differing.contains(u"heartbeat.message"_s);
    m_ui->heartbeatPage->showPreview(messagesDiffer ? std::nullopt
                                                    : std::optional(profile.heartbeat));
    m_ui->problem->setVisible(m_ui->problem->isVisible() && !m_marks->errors().empty());
}

void ProfileEditorDialog::showUrlNotes(const QString &url)
{
    const auto proposed = proposedUrl(url);
    const auto target = urlTarget(url);
    m_ui->proposal->setVisible(proposed.has_value());
    if (proposed)
        m_ui->proposal->setText(tr("Use %1").arg(plainLine(*proposed)));
    QString preview;
    if (target) {
        //: %1: host, %2: port, %3: path
        preview = (target->isEncrypted ? tr("%1, port %2, with TLS; requests %3")
                                       : tr("%1, port %2, without TLS; requests %3"))
                          .arg(target->host, QString::number(target->port), target->path);
    } else if (!proposed && findReference(url)) {
        preview = tr("The environment's values are put in when connecting.");
    }
    m_ui->urlPreview->setText(plainLine(preview));
    m_ui->form->setRowVisible(m_ui->urlNotes, proposed || !preview.isEmpty());
    m_ui->proposal->setVisible(proposed.has_value());
}

void ProfileEditorDialog::markTabs()
{
    const QColor bad =
            ChartPalette::forWidgetPalette(palette()).stateColor(ConnectionState::Failed);
    for (int tab = 0; tab < m_ui->tabs->count(); ++tab) {
        const bool marked = m_marks->isMarkedWithin(m_ui->tabs->widget(tab));
        m_ui->tabs->setTabIcon(tab, marked ? glyph(ConnectionState::Failed, bad) : QIcon());
        m_ui->tabs->setTabToolTip(
                tab, marked ? tr("Something on this page needs a correction") : QString());
    }
}

void ProfileEditorDialog::goTo(QWidget *editor)
{
    for (int tab = 0; tab < m_ui->tabs->count(); ++tab) {
        if (m_ui->tabs->widget(tab)->isAncestorOf(editor))
            m_ui->tabs->setCurrentIndex(tab);
    }
    editor->setFocus(Qt::OtherFocusReason);
}

void ProfileEditorDialog::accept()
{
    validate();
    if (!m_marks->errors().empty()) {
        showWhatIsWrong();
        return;
    }
    // What goes well with the first of many may not with another.
    for (const Profile &profile : profiles()) {
        Profile used = profile;
        used.heartbeat = withPresetValues(used.heartbeat);
        const std::vector<Error> errors = problemsOf(used);
        if (!errors.empty()) {
            //: %1: a connection, %2: what is wrong with it
            m_ui->problem->setText(
                    tr("%1: %2").arg(plainLine(profile.name), errors.front().toString()));
            m_ui->problem->show();
            return;
        }
    }
    QDialog::accept();
}

void ProfileEditorDialog::showWhatIsWrong()
{
    m_marks->showAll();
    QWidget *bad = m_marks->firstBad();
    // A problem that has no field here is told below the pages.
    const Error &first = m_marks->errors().front();
    m_ui->problem->setText(bad ? tr("Please correct what is marked: %1").arg(first.message)
                               : first.toString());
    m_ui->problem->show();
    if (bad)
        goTo(bad);
}

void ProfileEditorDialog::done(int result)
{
    if (m_probe->isRunning()) {
        // It outlives the dialog for as long as closing takes.
        m_probe->disconnect(this);
        m_probe->setParent(QCoreApplication::instance());
        connect(m_probe, &ConnectionProbe::finished, m_probe, &QObject::deleteLater);
        m_probe->cancel();
        makeProbe();
    }
    QDialog::done(result);
}

void ProfileEditorDialog::test()
{
    if (m_probe->isRunning()) {
        m_probe->cancel();
        return;
    }
    validate();
    if (!m_marks->errors().empty()) {
        showWhatIsWrong();
        return;
    }
    m_probe->start(profile());
    showTest();
}

void ProfileEditorDialog::showTest()
{
    m_ui->probe->show(m_probe->result());
    m_ui->test->setText(m_probe->isRunning() ? tr("S&top the test") : tr("&Test now"));
}

} // namespace heartline
