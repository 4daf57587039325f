// SPDX-License-Identifier: GPL-3.0-or-later
// Grabs every dialog as PNG, light and dark, for eyes: dialoggallery DIRECTORY [TRANSLATION.qm]
#include "profiles/profilesfile.h"
#include "widgets/dialogs/exportlogdialog.h"
#include "widgets/dialogs/exportprofilesdialog.h"
#include "widgets/dialogs/importprofilesdialog.h"
#include "widgets/editor/probepanel.h"
#include "widgets/editor/profileeditordialog.h"
#include "widgets/settings/settingsdialog.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QSpinBox>
#include <QTabWidget>
#include <QTranslator>

using namespace heartline;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

QString prefix;

void grab(QWidget &widget, const QString &name)
{
    widget.show();
    QApplication::processEvents();
    widget.grab().save(prefix + name + u".png"_s);
}

Profile sample()
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = u"Kraken v2 public"_s;
    profile.group = u"Exchanges"_s;
    profile.url = u"wss://ws.kraken.com/v2"_s;
    profile.heartbeat.preset = u"kraken-v2"_s;
    profile.headers = {{u"Authorization"_s, u"Bearer ${env:KRAKEN_TOKEN}"_s},
                       {u"X-Team"_s, u"ops"_s}};
    return profile;
}

ProbeResult probed()
{
    ProbeResult result;
    result.end = ProbeResult::End::Settled;
    result.phases = {2'100, 24'300, 41'200, 26'000};
    result.session = SessionInfo{.peerAddress = u"104.17.186.205:443"_s,
                                 .tlsProtocol = u"TLSv1.3"_s,
                                 .tlsCipher = u"TLS_AES_256_GCM_SHA384"_s};
    for (int i = 1; i <= 3; ++i) {
        result.beats.push_back({.sequence = i,
                                .outcome = BeatOutcome::Ok,
                                .rttNs = 23'400'000 + i * 310'000,
                                .rttErrorNs = 21'000 + i * 700});
    }
    return result;
}

void grabEditor()
{
    {
        ProfileEditorDialog dialog;
        dialog.setWindowTitle(ProfileEditorDialog::tr("Add a connection"));
        grab(dialog, u"editor-new"_s);
        dialog.findChild<QLineEdit *>(u"url"_s)->setText(u"gateway.example.com/live"_s);
        grab(dialog, u"editor-proposal"_s);
        dialog.accept();
        dialog.findChild<QTabWidget *>()->setCurrentIndex(2);
        dialog.findChild<QSpinBox *>(u"initial"_s)->setValue(60'000);
        grab(dialog, u"editor-errors"_s);
    }
    {
        Profile other = sample();
        other.group = u"Gateways"_s;
        other.heartbeat = {.preset = u"okx"_s};
        other.reconnect.factor = 1.5;
        other.headers = {};
        ProfileEditorDialog dialog;
        dialog.setWindowTitle(ProfileEditorDialog::tr("Edit %n connections", nullptr, 2));
        dialog.setProfiles({sample(), other});
        dialog.findChild<QSpinBox *>(u"misses"_s)->setValue(5);
        for (const int tab : {0, 1, 2}) {
            dialog.findChild<QTabWidget *>()->setCurrentIndex(tab);
            grab(dialog, u"editor-many%1"_s.arg(tab));
        }
    }
    ProfileEditorDialog dialog;
    dialog.setGroups({u"Exchanges"_s, u"Gateways"_s});
    dialog.setProfile(sample());
    auto *tabs = dialog.findChild<QTabWidget *>();
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        grab(dialog, u"editor-tab%1"_s.arg(tab));
    }
    tabs->setCurrentIndex(0);
    dialog.findChild<ProbePanel *>()->show(probed());
    grab(dialog, u"editor-tested"_s);
}

void grabImport(const QString &folder)
{
    Profile changed = sample();
    changed.id = QUuid::createUuid();
    Profile replaced = changed;
    replaced.url = u"wss://ws.kraken.com/"_s;
    Profile added = sample();
    added.id = QUuid::createUuid();
    added.name = u"Gateway S\u00e3o Paulo"_s;
    added.group = u"Gateways"_s;
    added.url = u"wss://gru.gateway.example.com/live"_s;
    Profile twin = added;
    twin.id = QUuid::createUuid();
    Profile unchanged = added;
    unchanged.id = QUuid::createUuid();
    unchanged.name = u"Charger CP-0017"_s;
    unchanged.group = u"Fleet"_s;
    const QString file = folder + u"/profiles.json"_s;
    if (!ProfilesFile::save(file, {.profiles = {replaced, twin, unchanged, sample()}}))
        return;
    ImportProfilesDialog dialog;
    dialog.load(file, {changed, added, unchanged});
    grab(dialog, u"import"_s);
    QFile bad(file);
    if (bad.open(QIODevice::WriteOnly))
        bad.write(R"({"format": "heartline-profiles", "version": 1, "connections": [
            {"name": "a", "url": "ftp://x"}, {"url": 5}]})");
    bad.close();
    dialog.load(file, {});
    grab(dialog, u"import-errors"_s);
}

void grabRest(Theme &theme)
{
    Language language;
    SettingsDialog settings(theme, language);
    grab(settings, u"settings"_s);
    ExportProfilesDialog profiles({sample(), sample()}, {sample()});
    profiles.setFile(u"/home/me/heartline-profiles.json"_s);
    grab(profiles, u"export-profiles"_s);
    ExportLogDialog log({.logFile = u"none.sqlite"_s, .selected = {QUuid::createUuid()}});
    log.setFile(u"/home/me/heartline-log.csv"_s);
    log.findChild<QComboBox *>(u"range"_s)->setCurrentIndex(3);
    grab(log, u"export-log"_s);
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2)
        return 2;
    QTranslator translator;
    if (arguments.size() > 2 && translator.load(arguments[2]))
        QApplication::installTranslator(&translator);
    Theme theme;
    for (const auto &[mode, name] :
         {std::pair{Theme::Mode::Light, u"light-"_s}, std::pair{Theme::Mode::Dark, u"dark-"_s}}) {
        theme.setMode(mode);
        prefix = arguments[1] + u'/' + name;
        QDir().mkpath(arguments[1]);
        grabEditor();
        grabImport(arguments[1]);
        grabRest(theme);
    }
    return 0;
}
