// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/exportprofilesdialog.h"

#include "charts/chartpalette.h"
#include "profiles/profilesfile.h"
#include "ui_exportprofilesdialog.h"
#include "widgets/controls/helpline.h"

#include <QDir>
#include <QPushButton>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

ExportProfilesDialog::ExportProfilesDialog(std::vector<Profile> all, std::vector<Profile> selected,
                                           QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ExportProfilesDialog>())
    , m_all(std::move(all))
    , m_selected(std::move(selected))
{
    m_ui->setupUi(this);
    m_ui->all->setText(tr("&All (%n)", nullptr, static_cast<int>(m_all.size())));
    m_ui->selected->setText(
            tr("The &selected ones (%n)", nullptr, static_cast<int>(m_selected.size())));
    m_ui->selected->setEnabled(!m_selected.empty());
    m_ui->selected->setChecked(m_selected.size() > 1);
    m_ui->file->setUp(PathPicker::Mode::Save, tr("Export profiles"),
                      tr("Profiles files (*.json);;All files (*)"));
    HelpLine::explain(*this);
    showProblem({});
    connect(m_ui->file, &PathPicker::pathChanged, this, [this](const QString &path) {
        m_ui->buttons->button(QDialogButtonBox::Save)->setEnabled(!path.trimmed().isEmpty());
        showProblem({});
    });
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &ExportProfilesDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &ExportProfilesDialog::reject);
    setFile(QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
                    .filePath(u"heartline-profiles.json"_s));
}

ExportProfilesDialog::~ExportProfilesDialog() = default;

void ExportProfilesDialog::setFile(const QString &path)
{
    m_ui->file->setPath(QDir::toNativeSeparators(path));
}

void ExportProfilesDialog::accept()
{
    if (!m_ui->file->confirmReplacing())
        return;
    const ProfilesDocument document{.profiles = m_ui->all->isChecked() ? m_all : m_selected};
    if (const auto saved = ProfilesFile::save(m_ui->file->path(), document))
        QDialog::accept();
    else
        showProblem(saved.error().toString());
}

void ExportProfilesDialog::showProblem(const QString &text)
{
    QPalette words = m_ui->problem->palette();
    words.setColor(QPalette::WindowText,
                   ChartPalette::forWidgetPalette(palette()).stateColor(ConnectionState::Failed));
    m_ui->problem->setPalette(words);
    m_ui->problem->setText(text);
    m_ui->problem->setVisible(!text.isEmpty());
}

} // namespace heartline
