package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/verify"
)

// portfolioSource reads the imports and cases of an App for its portfolio.
type portfolioSource struct{ a *App }

func (s portfolioSource) IDs(ctx context.Context, cases bool) ([]string, error) {
	saved, err := s.a.Library.Index(ctx)
	if err != nil {
		return nil, err
	}
	var ids []string
	inCase := map[string]bool{}
	if cases {
		all, err := s.a.Cases.List(ctx)
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
	return ids, nil
}

func (s portfolioSource) Report(ctx context.Context, id string, q portfolio.Request) (*report.Document, error) {
	d, _, doc, err := s.document(ctx, id, q)
	if err != nil || d.Case == "" || d.View != nil || len(doc.Checks) == 0 {
		return doc, err
	}
	whole, err := s.whole(ctx, d.Case, doc, q)
	if err != nil {
		return nil, err
	}
	return doc, doc.JudgeAs(whole.verdict)
}

func (s portfolioSource) Tables(ctx context.Context, id string, q portfolio.Request) (*report.Document, []report.TableRow, error) {
	d, in, doc, err := s.document(ctx, id, q)
	if err != nil {
		return nil, nil, err
	}
	rows, err := report.Rows(ctx, in)
	if err != nil || d.Case == "" || d.View != nil || len(rows)+len(doc.Checks) == 0 {
		return doc, rows, err
	}
	whole, err := s.whole(ctx, d.Case, doc, q)
	if err != nil {
		return nil, nil, err
	}
	for i, numbers := 0, whole.rows[id]; i < min(len(rows), len(numbers)); i++ {
		if numbers[i] >= 0 {
			rows[i].InCase = &numbers[i]
		}
	}
	if len(doc.Checks) > 0 {
		err = doc.JudgeAs(whole.verdict)
	}
	return doc, rows, err
}

// wholeCase is what a case tells of each of its imports: what is claimed about one is claimed about the case, and the verdict is
// the case's, on all its imports together; rows are the numbers of an import's rows in the case, -1 for one that it does not count.
type wholeCase struct {
	verdict report.CaseVerdict
	rows    map[string][]int32
}

func (s portfolioSource) whole(ctx context.Context, id string, of *report.Document, q portfolio.Request) (wholeCase, error) {
	return portfolio.OfCase(q, id+" "+of.Head, func() (wholeCase, error) {
		d, _, doc, err := s.document(ctx, id, q)
		if err != nil {
			return wholeCase{}, err
		}
		return wholeCase{doc.CaseVerdict(), d.View.Numbers()}, nil
	})
}

// document reads an import or a case, checks what is asked about it and writes it down.
func (s portfolioSource) document(ctx context.Context, id string, q portfolio.Request) (Dataset, report.Input, *report.Document, error) {
	d, in, err := s.checked(ctx, id, q)
	if err != nil {
		return d, in, nil, err
	}
	doc, err := report.New(ctx, in)
	return d, in, doc, err
}

// checked reads an import or a case and checks what is asked about it.
func (s portfolioSource) checked(ctx context.Context, id string, q portfolio.Request) (Dataset, report.Input, error) {
	d, err := s.dataset(ctx, id)
	if err != nil {
		return d, report.Input{}, err
	}
	claims, err := s.claims(ctx, d, q.Claims)
	if err != nil {
		return d, report.Input{}, err
	}
	in, err := s.a.Reports.checked(ctx, d, ReportRequest{Claims: claims, Policy: q.Policy, Level: q.Level, AsOf: q.AsOf})
	return d, in, err
}

// dataset reads an import or a case to its end, with the acts of people on its rows.
func (s portfolioSource) dataset(ctx context.Context, id string) (Dataset, error) {
	r, err := s.a.Open(ctx, id)
	if err != nil {
		return Dataset{}, err
	}
	d := r.Dataset
	if d.Ledger, _, err = r.Load(ctx, nil); err != nil {
		return d, err
	}
	return s.a.Cases.Lay(ctx, d)
}

// claims are those that are asked about, or else those that were saved with a dataset.
func (s portfolioSource) claims(ctx context.Context, d Dataset, asked []verify.Claim) ([]verify.Claim, error) {
	if len(asked) > 0 {
		return asked, nil
	}
	return s.a.Claims(ctx, d.OpenedID())
}

func (s portfolioSource) Judge(ctx context.Context, id string, q portfolio.Request, by ...portfolio.Judgement) (out portfolio.Answer, err error) {
	store, err := s.a.archive.get()
	if err != nil {
		return out, err
	}
	of, err := s.a.Cases.withClaims(ctx, store, id)
	out.Case = of == id
	if err != nil {
		return out, err
	}
	if of == "" || out.Case {
		judged, err := s.judge(ctx, id, q, by)
		out.Row = judged.row
		if out.Reports = judged.reports; err == nil && of == "" && out.Reports == nil { // a damaged import is told from one without claims
			_, err = s.a.Open(ctx, id)
		}
		return out, cmp.Or(err, unread(store, judged.missing))
	}
	judged, err := portfolio.OfCase(q, of, func() (judgedCase, error) {
		judged, err := s.judge(ctx, of, q, by)
		for i, r := range judged.reports {
			judged.reports[i] = &verify.Report{Verdict: r.Verdict}
		}
		judged.row = nil
		return judged, err
	})
	out.Reports = judged.reports
	for _, m := range judged.missing {
		if m.Import == id {
			err = cmp.Or(err, m.Why)
		}
	}
	return out, err
}

// judgedCase is what the claims of a case come to, without its imports that cannot be read; or those of an import that stands alone.
type judgedCase struct {
	reports []*verify.Report
	missing []cases.Missing
	row     func(int32) portfolio.RowOf // nil for an import, and in what is kept of a case
}

// judge reads an import that stands alone, or a case, where anything is claimed of it, and checks that by each judgement.
func (s portfolioSource) judge(ctx context.Context, id string, q portfolio.Request, by []portfolio.Judgement) (out judgedCase, err error) {
	claims := q.Claims
	if len(claims) == 0 {
		claims, err = s.a.Claims(ctx, id)
	}
	if err != nil || len(claims) == 0 {
		return out, err
	}
	d, err := s.dataset(ctx, id)
	if err != nil {
		return out, err
	}
	if d.View != nil {
		out.missing = d.View.Missing
		out.row = func(row int32) portfolio.RowOf {
			o := d.View.Origins(row)[0]
			return portfolio.RowOf{Row: row, Import: o.Import, ImportRow: o.Row}
		}
	}
	out.reports, err = s.judged(ctx, d, claims, q.AsOf, by)
	return out, err
}

// judged is what claims about a dataset come to by each judgement.
func (s portfolioSource) judged(ctx context.Context, d Dataset, claims []verify.Claim, day aisclient.Date, by []portfolio.Judgement) ([]*verify.Report, error) {
	now := s.a.opts.Now()
	if day != 0 {
		now = day.Time()
	}
	reports := make([]*verify.Report, len(by))
	for i, j := range by {
		d.Cache, d.rules, d.lexicon = nil, j.Rules, s.a.lexicon.set
		if j.Lexicon != nil {
			d.lexicon = func() *lexicon.Set { return j.Lexicon }
		}
		var err error
		if _, reports[i], err = judged(ctx, d, claims, now); err != nil {
			return nil, err
		}
	}
	return reports, nil
}

// Unread is the error of an import of a dataset's case that is in the archive and cannot be read now: a verdict that is inconclusive
// without it may be another with it. Nil where there is none.
func (c Cases) Unread(d Dataset) error {
	if d.View == nil {
		return nil
	}
	store, err := c.a.archive.get()
	if err == nil {
		err = unread(store, d.View.Missing)
	}
	if err != nil {
		err = fmt.Errorf("the verdict is one without all data: %w", err)
	}
	return err
}

// unread is why nobody knows what the claims of a case come to: an import of it that holds data is in the archive and cannot be read.
func unread(store *archive.Store, missing []cases.Missing) error {
	for _, m := range missing {
		if _, gone := store.Get(m.Import); !errors.Is(gone, archive.ErrNotFound) && !errors.Is(m.Why, aisclient.ErrNoImport) {
			return fmt.Errorf("import %s: %w", m.Import, m.Why)
		}
	}
	return nil
}
