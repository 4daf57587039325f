// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/requestpage.h"

#include "ui_requestpage.h"
#include "widgets/controls/fieldmarks.h"

#include <QHeaderView>
#include <QShortcut>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

enum HeaderColumn { NameColumn, ValueColumn };

QString cell(const QTableWidget &table, int row, int column)
{
    const QTableWidgetItem *item = table.item(row, column);
    return item ? item->text() : QString();
}

} // namespace

RequestPage::RequestPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::RequestPage>())
{
    m_ui->setupUi(this);
    m_ui->headers->setHorizontalHeaderLabels({tr("Name"), tr("Value")});
    m_ui->headers->horizontalHeader()->setSectionResizeMode(ValueColumn, QHeaderView::Stretch);
    m_ui->headers->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_ui->headers->horizontalHeader()->resizeSection(NameColumn, 180);
    m_ui->headers->verticalHeader()->hide();

    connect(m_ui->headers, &QTableWidget::itemChanged, this,
            [this] { Q_EMIT edited(u"headers"_s); });
    connect(m_ui->addHeader, &QPushButton::clicked, this, [this] {
        const int row = m_ui->headers->rowCount();
        m_ui->headers->insertRow(row);
        m_ui->headers->setItem(row, NameColumn, new QTableWidgetItem);
        m_ui->headers->setItem(row, ValueColumn, new QTableWidgetItem);
        m_ui->headers->setFocus();
        m_ui->headers->setCurrentCell(row, NameColumn);
        m_ui->headers->editItem(m_ui->headers->item(row, NameColumn));
    });
    connect(m_ui->removeHeader, &QPushButton::clicked, this, &RequestPage::removeSelected);
    auto *remove = new QShortcut(QKeySequence::Delete, m_ui->headers);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &RequestPage::removeSelected);
    connect(m_ui->subprotocols, &QLineEdit::textChanged, this,
            [this] { Q_EMIT edited(u"subprotocols"_s); });
    connect(m_ui->proxy, &QLineEdit::textChanged, this, [this] { Q_EMIT edited(u"proxy"_s); });
}

RequestPage::~RequestPage() = default;

void RequestPage::addTo(FieldMarks &marks)
{
    marks.add(u"headers"_s, m_ui->headers, m_ui->form);
    marks.add(u"subprotocols"_s, m_ui->subprotocols, m_ui->form);
    marks.add(u"proxy"_s, m_ui->proxy, m_ui->form);
}

void RequestPage::load(const Profile &profile)
{
    setHeaders(profile.headers);
    m_ui->subprotocols->setText(profile.subprotocols.join(u", "_s));
    m_ui->proxy->setText(profile.proxy);
}

void RequestPage::store(Profile &profile) const
{
    profile.headers = headers();
    profile.subprotocols.clear();
    for (const QString &name : m_ui->subprotocols->text().split(u',', Qt::SkipEmptyParts)) {
        if (!name.trimmed().isEmpty())
            profile.subprotocols << name.trimmed();
    }
    profile.proxy = m_ui->proxy->text().trimmed();
}

void RequestPage::offerSubprotocol(const QString &name)
{
    if (m_ui->subprotocols->text().trimmed().isEmpty())
        m_ui->subprotocols->setText(name);
}

void RequestPage::setHeaders(const std::vector<HeaderField> &headers)
{
    m_ui->headers->setRowCount(static_cast<int>(headers.size()));
    for (int row = 0; row < m_ui->headers->rowCount(); ++row) {
        const HeaderField &header = headers[static_cast<std::size_t>(row)];
        m_ui->headers->setItem(row, NameColumn, new QTableWidgetItem(header.name));
        m_ui->headers->setItem(row, ValueColumn, new QTableWidgetItem(header.value));
    }
}

std::vector<HeaderField> RequestPage::headers() const
{
    std::vector<HeaderField> headers;
    for (int row = 0; row < m_ui->headers->rowCount(); ++row) {
        const HeaderField header{cell(*m_ui->headers, row, NameColumn).trimmed(),
                                 cell(*m_ui->headers, row, ValueColumn).trimmed()};
        if (header != HeaderField()) // a row that was added and left empty
            headers.push_back(header);
    }
    return headers;
}

void RequestPage::removeSelected()
{
    QModelIndexList rows = m_ui->headers->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(),
              [](const QModelIndex &a, const QModelIndex &b) { return a.row() > b.row(); });
    for (const QModelIndex &row : std::as_const(rows))
        m_ui->headers->removeRow(row.row());
    Q_EMIT edited(u"headers"_s);
}

} // namespace heartline
