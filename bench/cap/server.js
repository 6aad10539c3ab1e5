// CAP's own server. On PostgreSQL its ORDER BY says NULLS FIRST for every column, which no index serves; that is
// switched off, so that the comparison is one with a CAP that somebody has tuned.
const cds = require('@sap/cds')

if (process.env.BENCH_DATABASE === 'postgresql') {
  const Postgres = require('@cap-js/postgres')
  const written = Postgres.CQN2SQL.prototype._orderBy
  Postgres.CQN2SQL.prototype._orderBy = function (...given) {
    return written.apply(this, given).map(term => term.replace(/ NULLS (FIRST|LAST)$/, ''))
  }
}

module.exports = cds.server
