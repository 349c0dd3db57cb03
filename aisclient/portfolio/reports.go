package portfolio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// Failure is the line of an import that cannot be read, or that holds no data.
type Failure struct {
	ID    string `json:"id"`
	Error string `json:"error"`
	// NoImport says that the reply is in order and holds no data: the bank or the provider ended the import with an error.
	NoImport bool `json:"noImport,omitempty"`
}

func failureOf(id string, err error) Failure {
	return Failure{id, text.Clean(err.Error()).String(), errors.Is(err, aisclient.ErrNoImport)}
}

// line is an import's line with its end, and why the import has no report.
type line struct {
	bytes []byte
	why   error
	err   error // nothing can be written
}

// Reports writes the report of each id as one line of JSON, in their order; of one that cannot be read, a line with its id
// and its error. Each line is written at once, so that what a cancelled run leaves are whole lines. tell, which may be nil,
// hears of each line. The error is the context's or that of writing.
func (p *Portfolio) Reports(ctx context.Context, w io.Writer, ids []string, q Request, tell func(Progress)) (Progress, error) {
	done := Progress{Of: len(ids)}
	q = q.walking()
	err := walk(ctx, ids, func(ctx context.Context, id string) line { return p.line(ctx, id, q) }, func(id string, l line) error {
		if l.err != nil {
			return l.err
		}
		if _, err := w.Write(l.bytes); err != nil {
			return fmt.Errorf("writing the reports: %w", err)
		}
		done.step(id, l.why, tell)
		return nil
	})
	return done, err
}

// step counts one more.
func (d *Progress) step(id string, why error, tell func(Progress)) {
	d.Done, d.Last = d.Done+1, id
	switch {
	case errors.Is(why, aisclient.ErrNoImport):
		d.NoImport++
	case why != nil:
		d.Failed++
	}
	if tell != nil {
		tell(*d)
	}
}

func (p *Portfolio) line(ctx context.Context, id string, q Request) line {
	d, why := p.source.Report(ctx, id, q)
	if why != nil {
		b, err := json.Marshal(failureOf(id, why))
		return line{bytes: append(b, '\n'), why: why, err: err}
	}
	b, err := d.JSON()
	return line{bytes: b, err: err}
}
