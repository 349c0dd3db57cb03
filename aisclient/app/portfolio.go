package app

import (
	"context"

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
	_, in, err := s.checked(ctx, id, q)
	if err != nil {
		return nil, err
	}
	return report.New(ctx, in)
}

func (s portfolioSource) Tables(ctx context.Context, id string, q portfolio.Request) (*report.Document, []report.TableRow, error) {
	_, in, err := s.checked(ctx, id, q)
	if err != nil {
		return nil, nil, err
	}
	doc, err := report.New(ctx, in)
	if err != nil {
		return nil, nil, err
	}
	rows, err := report.Rows(ctx, in)
	return doc, rows, err
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
	return s.load(ctx, r)
}

func (s portfolioSource) load(ctx context.Context, r Reply) (_ Dataset, err error) {
	d := r.Dataset
	if d.Ledger, _, err = r.Load(ctx, nil); err != nil {
		return d, err
	}
	return s.a.Cases.Lay(ctx, d)
}

// claims are those that are asked about, or else those that were saved with a dataset.
func (s portfolioSource) claims(ctx context.Context, d Dataset, asked []verify.Claim) ([]verify.Claim, error) {
	switch {
	case len(asked) > 0:
		return asked, nil
	case d.Case != "":
		return s.a.Cases.Claims(ctx, d.Case)
	}
	return s.a.Claims(ctx, d.ID)
}

func (s portfolioSource) Judge(ctx context.Context, id string, q portfolio.Request, by ...portfolio.Judgement) ([]*verify.Report, error) {
	r, err := s.a.Open(ctx, id)
	if err != nil {
		return nil, err
	}
	claims, err := s.claims(ctx, r.Dataset, q.Claims)
	if err != nil || len(claims) == 0 {
		return nil, err // then there is nothing to read it for
	}
	d, err := s.load(ctx, r)
	if err != nil {
		return nil, err
	}
	now := s.a.opts.Now()
	if q.AsOf != 0 {
		now = q.AsOf.Time()
	}
	reports := make([]*verify.Report, len(by))
	for i, j := range by {
		d.Cache, d.rules, d.lexicon = nil, j.Rules, s.a.lexicon.set
		if j.Lexicon != nil {
			d.lexicon = func() *lexicon.Set { return j.Lexicon }
		}
		if _, reports[i], err = judged(ctx, d, claims, now); err != nil {
			return nil, err
		}
	}
	return reports, nil
}
