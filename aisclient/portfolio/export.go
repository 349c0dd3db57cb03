package portfolio

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
)

// ExportOptions say where tables go.
type ExportOptions struct {
	// Dir is the folder; it is made where it is not there.
	Dir string
	// After is the id behind which a run goes on: its files have the id in their names, so that they lie beside those of
	// the run before.
	After string
	// Overwrite replaces files that are there; without it that is an export.ErrExists, before anything is read.
	Overwrite bool
	// Program is the version that the files name.
	Program string
}

// Path is the file of a table.
func (o ExportOptions) Path(table string) string {
	if o.After != "" {
		table += "-after-" + filepath.Base(filepath.Clean(o.After))
	}
	return filepath.Join(o.Dir, table+".parquet")
}

// Export writes the tables of TableNames over some imports as Parquet files. Each gets its name once all are complete,
// that of the imports last. A run that is cancelled keeps what it has written, as whole files whose metadata names the last
// import; other errors leave nothing. Of an import that cannot be read the table of imports says why.
func (p *Portfolio) Export(ctx context.Context, ids []string, q Request, o ExportOptions, tell func(Progress)) (Progress, error) {
	done := Progress{Of: len(ids)}
	if q.Level == "" {
		q.Level = report.File
	}
	if err := export.NotInArchive(o.Path("imports")); err != nil {
		return done, err
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return done, err
	}
	var stopped error
	err := o.open(TableNames(), map[string]io.Writer{}, func(to map[string]io.Writer) error {
		t, err := newTables(to)
		if err != nil {
			return err
		}
		err = p.tabulate(ctx, t, ids, q, &done, tell)
		if errors.Is(err, context.Canceled) && done.Done > 0 {
			stopped, err = err, nil
		}
		if err != nil {
			return err
		}
		return t.close(o.Program, q.Level, done)
	})
	return done, errors.Join(err, stopped)
}

// open begins the files of tables, the first outermost, and gives them their names once write has returned.
func (o ExportOptions) open(tables []string, to map[string]io.Writer, write func(map[string]io.Writer) error) error {
	if len(tables) == 0 {
		return write(to)
	}
	last := len(tables) - 1
	return export.WriteFile(o.Path(tables[last]), o.Overwrite, func(w io.Writer) error {
		to[tables[last]] = w
		return o.open(tables[:last], to, write)
	})
}

// tabled is an import on its way into the tables.
type tabled struct {
	document *report.Document
	rows     []report.TableRow
	err      error
}

func (p *Portfolio) tabulate(ctx context.Context, t *tables, ids []string, q Request, done *Progress, tell func(Progress)) error {
	q = q.walking()
	read := func(ctx context.Context, id string) (out tabled) {
		out.document, out.rows, out.err = p.source.Tables(ctx, id, q)
		return out
	}
	return walk(ctx, ids, read, func(id string, of tabled) error {
		err := of.err
		if err != nil {
			err = t.addFailure(id, text.Clean(err.Error()).String())
		} else {
			err = t.add(id, of.document, of.rows)
		}
		if err != nil {
			return err
		}
		done.step(id, of.err, tell)
		return nil
	})
}
