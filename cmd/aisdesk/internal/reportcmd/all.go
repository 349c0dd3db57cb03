package reportcmd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// allFlags say of which imports reports are made, and as of when.
type allFlags struct {
	all, cases  bool
	asOf, after string

	day aisclient.Date
}

func (f *allFlags) add(s *pflag.FlagSet) {
	s.BoolVar(&f.all, "all", false, "report on every saved import, one line of JSON each, in the order of their ids")
	s.BoolVar(&f.cases, "cases", false, "with --all: one line a case in place of its imports")
	s.StringVar(&f.asOf, "as-of", "", "check as on this `DAY`, YYYY-MM-DD, so that the same input gives the same bytes")
	s.StringVar(&f.after, "after", "", "with --all: go on behind this `ID`")
}

// check settles the day, and that flags which only --all knows stand beside it.
func (f *allFlags) check(o *outputFlags) (err error) {
	if f.asOf != "" {
		if f.day, err = aisclient.ParseDate(f.asOf); err != nil {
			return cli.Usage(fmt.Errorf("--as-of: %w", err))
		}
	}
	switch {
	case !f.all && (f.cases || f.after != ""):
		return cli.Usage(errors.New("--cases and --after belong to --all"))
	case f.all && o.Form != cli.JSON:
		return cli.Usage(errors.New("--all writes JSON: add --json"))
	case f.all && o.sign:
		return cli.Usage(errors.New("--sign signs one report, and --all writes many"))
	}
	return nil
}

// all writes a line for every import, or every case.
func (prog commands) all(ctx context.Context, f *claimFlags, o *outputFlags, l *allFlags) error {
	claims, chosen, err := prog.claimsOf(f)
	if err != nil {
		return cli.Usage(err)
	}
	return prog.WithApp(func(a *app.App) error {
		if err := a.Unlock(ctx); err != nil {
			return err
		}
		prog.WarnOfEntries(a)
		ids, err := l.ids(ctx, a)
		if err != nil {
			return err
		}
		p := &portfolio{app: a, claims: claims, policy: chosen, level: o.chosen, day: l.day, progress: progressOf(prog, len(ids))}
		err = prog.Write(&o.Output, func(w io.Writer) error { return p.write(ctx, w, ids) })
		if errors.Is(err, context.Canceled) && p.last != "" {
			return fmt.Errorf("%w after %s; --after %s goes on", err, english.Plural(p.done, "import", "imports"), p.last)
		}
		if err == nil && p.failed > 0 {
			return fmt.Errorf("%d of %s could not be read; their lines say why", p.failed, english.Plural(len(ids), "import", "imports"))
		}
		return err
	})
}

// ids are those that get a line, rising.
func (f *allFlags) ids(ctx context.Context, a *app.App) ([]string, error) {
	saved, err := a.Library.Index(ctx)
	if err != nil {
		return nil, err
	}
	var ids []string
	inCase := map[string]bool{}
	if f.cases {
		all, err := a.Cases.List(ctx)
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			ids = append(ids, c.ID)
			if c.State != nil {
				for id := range c.State.Replies() {
					inCase[id] = true
				}
			}
		}
	}
	for n := range saved.Len() {
		if id := saved.ID(n); !inCase[id] {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.DeleteFunc(ids, func(id string) bool { return id <= f.after }), nil
}

// portfolio writes reports on many imports, a few at a time, in their order.
type portfolio struct {
	app      *app.App
	claims   []verify.Claim
	policy   policy.Policy
	level    report.Level
	day      aisclient.Date
	progress func(done int)

	done, failed int
	last         string // id
}

// line is one import's line: a report, or why there is none.
type line struct {
	ID    string `json:"id"`
	Error string `json:"error"`
}

// made is a line on its way.
type made struct {
	line []byte
	bad  bool
	err  error
}

// ahead is how many reports may wait for one before them, for each that is being made.
const ahead = 2

func (p *portfolio) write(ctx context.Context, w io.Writer, ids []string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := runtime.GOMAXPROCS(0)
	queue := make(chan chan made, workers*ahead)
	slots := make(chan struct{}, workers)
	go func() {
		defer close(queue)
		for _, id := range ids {
			out := make(chan made, 1)
			select {
			case queue <- out:
			case <-ctx.Done():
				return
			}
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				out <- p.make(ctx, id)
			}()
		}
	}()
	for out := range queue {
		m := <-out
		if m.err != nil {
			return m.err
		}
		if _, err := w.Write(m.line); err != nil {
			return fmt.Errorf("writing the reports: %w", err)
		}
		p.last = ids[p.done]
		p.done++
		if m.bad {
			p.failed++
		}
		p.progress(p.done)
	}
	return ctx.Err()
}

// make makes the line of one import or case. Its error is the context's: what is wrong with an import is its line.
func (p *portfolio) make(ctx context.Context, id string) made {
	d, err := p.report(ctx, id)
	if ctx.Err() != nil {
		return made{err: ctx.Err()}
	}
	if err != nil {
		b, err := json.Marshal(line{id, text.Clean(err.Error()).String()})
		return made{line: append(b, '\n'), bad: true, err: err}
	}
	b, err := d.JSON()
	return made{line: b, err: err}
}

func (p *portfolio) report(ctx context.Context, id string) (*report.Document, error) {
	d, err := p.dataset(ctx, id)
	if err != nil {
		return nil, err
	}
	claims := p.claims
	switch {
	case len(claims) > 0:
	case d.Case != "":
		claims, err = p.app.Cases.Claims(ctx, d.Case)
	default:
		claims, err = p.app.Claims(ctx, d.ID)
	}
	if err != nil {
		return nil, err
	}
	return p.app.Reports.Make(ctx, d, app.ReportRequest{Claims: claims, Policy: p.policy, Level: p.level, AsOf: p.day})
}

// dataset reads an import or a case to its end, with the acts of people on its rows.
func (p *portfolio) dataset(ctx context.Context, id string) (app.Dataset, error) {
	r, err := p.app.Open(ctx, id)
	if err != nil {
		if d, other := p.app.Cases.Dataset(ctx, id); other == nil {
			return d, nil
		}
		return app.Dataset{}, err
	}
	d := r.Dataset
	if d.Ledger, _, err = r.Load(ctx, nil); err != nil {
		return d, err
	}
	return p.app.Cases.Lay(ctx, d)
}

// progressOf says on a terminal how far it is, twice a second.
func progressOf(prog commands, of int) func(int) {
	if cli.Width(prog.Err) == 0 {
		return func(int) {}
	}
	said := time.Now()
	return func(done int) {
		if now := time.Now(); now.Sub(said) > time.Second/2 || done == of {
			said = now
			fmt.Fprintf(prog.Err, "\r%d of %d%s", done, of, strings.Repeat("\n", map[bool]int{true: 1}[done == of]))
		}
	}
}
