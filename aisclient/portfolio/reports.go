package portfolio

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"aisdesk/aisclient/text"
)

// Failure is the line of an import that cannot be read.
type Failure struct {
	ID    string `json:"id"`
	Error string `json:"error"`
}

// line is an import's line with its end, and whether it says that the import cannot be read.
type line struct {
	bytes  []byte
	failed bool
	err    error // nothing can be written
}

// Reports writes the report of each id as one line of JSON, in their order; of one that cannot be read, a line with its id
// and its error. Each line is written at once, so that what a cancelled run leaves are whole lines. tell, which may be nil,
// hears of each line. The error is the context's or that of writing.
func (p *Portfolio) Reports(ctx context.Context, w io.Writer, ids []string, q Request, tell func(Progress)) (Progress, error) {
	done := Progress{Of: len(ids)}
	err := walk(ctx, ids, func(ctx context.Context, id string) line { return p.line(ctx, id, q) }, func(id string, l line) error {
		if l.err != nil {
			return l.err
		}
		if _, err := w.Write(l.bytes); err != nil {
			return fmt.Errorf("writing the reports: %w", err)
		}
		done.step(id, l.failed, tell)
		return nil
	})
	return done, err
}

// step counts one more.
func (d *Progress) step(id string, failed bool, tell func(Progress)) {
	d.Done, d.Last = d.Done+1, id
	if failed {
		d.Failed++
	}
	if tell != nil {
		tell(*d)
	}
}

func (p *Portfolio) line(ctx context.Context, id string, q Request) line {
	d, err := p.source.Report(ctx, id, q)
	if err != nil {
		b, err := json.Marshal(Failure{id, text.Clean(err.Error()).String()})
		return line{bytes: append(b, '\n'), failed: true, err: err}
	}
	b, err := d.JSON()
	return line{bytes: b, err: err}
}
