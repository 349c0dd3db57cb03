package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/service"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
)

// Reports makes reports of saved imports and reply files. It is a part of an App.
type Reports struct{ a *App }

// ReportRequest says what a report is to check and to show.
type ReportRequest struct {
	Claims []verify.Claim
	// Policy is checked as a whole with the claims, and named; the zero value is none.
	Policy policy.Policy
	// Level is how much of the data it shows; empty is report.File.
	Level report.Level
	// AsOf is the day of checking; zero is today.
	AsOf aisclient.Date
	// To writes the report to a file, if it is not nil; then the case that it is about records that it was made.
	To func(*report.Document) error
}

// WriteReport is Reports.Write, with its errors.
func (a *App) WriteReport(ctx context.Context, d Dataset, v *verify.Report, claims []verify.Claim, q ReportRequest) (*report.Document, error) {
	return a.Reports.Write(ctx, d, v, claims, q)
}

// ErrNoData says that there is nothing to verify against.
var ErrNoData = errors.New("there is no import to verify against")

// Make checks claims against the rows of a dataset, which is read to its end, and writes the result down. The error
// wraps ErrNoData where the dataset has no ledger.
func (r Reports) Make(ctx context.Context, d Dataset, q ReportRequest) (*report.Document, error) {
	in, err := r.checked(ctx, d, q)
	if err != nil {
		return nil, err
	}
	return r.document(ctx, d, in, q)
}

// checked checks claims against the rows of a dataset and gathers what a report on them is made of.
func (r Reports) checked(ctx context.Context, d Dataset, q ReportRequest) (report.Input, error) {
	if d.Ledger == nil {
		return report.Input{}, ErrNoData
	}
	now := r.a.opts.Now()
	if q.AsOf != 0 {
		now = q.AsOf.Time()
	}
	d = d.prepared(now)
	v, err := r.verdict(ctx, d, now, q.Claims, q.Policy)
	if err != nil {
		return report.Input{}, err
	}
	return r.input(ctx, d, v, policy.Join(q.Claims, q.Policy.Claims), q)
}

// verdict checks claims, and those of a policy as a whole, against the rows of a dataset, as at a time.
func (r Reports) verdict(ctx context.Context, d Dataset, now time.Time, claims []verify.Claim, p policy.Policy) (*verify.Report, error) {
	k, err := verify.NewChecker(ctx, d.Insights(now), aisclient.DateIn(now))
	if err != nil {
		return nil, err
	}
	if _, err := k.At(now).Notable(ctx); err != nil {
		return nil, err
	}
	v, err := k.Check(ctx, policy.Join(claims, p.Claims))
	if err == nil {
		v.Policy = p.Name
	}
	return v, err
}

// Write writes down a verdict on claims that was reached already, with its findings. Of a case, or an import that belongs to
// one, it says what people did: where they did more since the verdict, that is reached anew.
func (r Reports) Write(ctx context.Context, d Dataset, v *verify.Report, claims []verify.Claim, q ReportRequest) (*report.Document, error) {
	now, err := r.a.Cases.Lay(ctx, d)
	if err != nil {
		return nil, err
	}
	if now.head() != d.head() {
		d = now.prepared(r.a.opts.Now())
		if v, err = r.verdict(ctx, d, r.a.opts.Now(), claims, policy.Policy{Name: v.Policy}); err != nil {
			return nil, err
		}
	}
	in, err := r.input(ctx, d, v, claims, q)
	if err != nil {
		return nil, err
	}
	return r.document(ctx, d, in, q)
}

// input gathers what a report on a verdict is made of.
func (r Reports) input(ctx context.Context, d Dataset, v *verify.Report, claims []verify.Claim, q ReportRequest) (report.Input, error) {
	a, err := d.Insights(r.a.opts.Now()).Analysis(ctx)
	if err != nil {
		return report.Input{}, err
	}
	in := report.Input{Verdict: v, Analysis: a, Claims: claims, Level: q.Level, Program: r.a.opts.Version, Environment: d.Environment,
		PolicyHash: policyHash(q.Policy), PolicyTeam: q.Policy.Team, CaseState: caseState(d)}
	if in.Level == "" {
		in.Level = report.File
	}
	source, err := r.source(d)
	if err != nil {
		return in, err
	}
	in.Imports = []report.Import{source}
	in.Provider = r.provider(d.ID)
	for i := range in.Provider {
		in.Provider[i].Elsewhere = d.elsewhere()
	}
	if d.View != nil {
		in.Provider, in.Unasked = r.caseProvider(d.View)
		if in.Imports, err = r.sources(d); err != nil {
			return in, err
		}
		if in.Aggregated, err = r.a.Cases.compared(ctx, d.Case); err != nil {
			return in, err
		}
	}
	if store, err := r.a.archive.get(); err == nil {
		in.Consents = consents(store, in.Imports)
	}
	if d.Acts.Figures() {
		if in.Before, err = r.judged(ctx, d.Without(), claims, v.Made); err != nil {
			return in, err
		}
	}
	in.Alone, err = r.alone(ctx, d, claims, in.Before, v.Made)
	return in, err
}

// document writes a report, and files it where it is asked for.
func (r Reports) document(ctx context.Context, d Dataset, in report.Input, q ReportRequest) (*report.Document, error) {
	doc, err := report.New(ctx, in)
	if err != nil || q.To == nil {
		return doc, err
	}
	if err := q.To(doc); err != nil {
		return doc, err
	}
	return doc, r.filed(ctx, d, doc)
}

// judged is a dataset with other acts, judged on the same claims and day.
func (r Reports) judged(ctx context.Context, d Dataset, claims []verify.Claim, day aisclient.Date) (*report.Before, error) {
	d.Cache = d.Insights(day.Time())
	v, err := r.verdict(ctx, d, day.Time(), claims, policy.Policy{})
	if err != nil {
		return nil, err
	}
	a, err := d.Cache.Analysis(ctx)
	return &report.Before{Verdict: v, Analysis: a}, err
}

// aloneRows is how many rows are judged again, over all acts, for what each act changes by itself: some seconds' work.
const aloneRows = 1_000_000

// alone is the dataset without each act that changes figures, by its number; nil where those are too many to judge again. Without
// the only one it is what it is without all.
func (r Reports) alone(ctx context.Context, d Dataset, claims []verify.Claim, before *report.Before, day aisclient.Date) (map[int]*report.Before, error) {
	acts := figureActs(d)
	if len(acts) == 1 && before != nil {
		return map[int]*report.Before{int(acts[0]): before}, nil
	}
	if len(acts)*d.Ledger.Len() > aloneRows {
		return nil, nil
	}
	out := map[int]*report.Before{}
	for _, seq := range acts {
		one, err := r.judged(ctx, d.withoutAct(seq), claims, day)
		if err != nil {
			return nil, err
		}
		out[int(seq)] = one
	}
	return out, nil
}

// source is what is known about where a dataset is from.
func (r Reports) source(d Dataset) (report.Import, error) {
	out := report.Import{Environment: d.Environment, Owner: d.OwnerExternalID, OwnerUnconfirmed: d.OwnerUnconfirmed}
	if out.Environment == "" {
		out.Environment = "file"
	}
	if imp := d.Ledger.Import(); imp != nil {
		out = replied(out, imp)
	}
	if d.ID == "" {
		if d.checksum != nil {
			out.SHA256, out.Size = d.checksum(), d.size
		}
		out.File = text.Clean(filepath.Base(d.Name)).String()
		return out, nil
	}
	store, err := r.a.archive.get()
	if err != nil {
		return out, err
	}
	e, err := store.Get(d.ID)
	if errors.Is(err, archive.ErrNotFound) {
		return out, nil // it was deleted while it was on the screen
	}
	if err != nil {
		return out, err
	}
	return saved(out, e), nil
}

// replied fills in what a reply says of itself.
func replied(out report.Import, imp *aisclient.Import) report.Import {
	out.Answered = report.UTC(imp.Envelope.ResponseTimestamp)
	if imp.Command != nil {
		out.CommandID, out.State = text.Clean(imp.Command.ID).String(), text.Clean(string(imp.Command.State)).String()
	}
	if len(imp.Targets) > 0 {
		out.Bank = text.First(imp.Targets[0].OfficialName, imp.Targets[0].Name).String()
	}
	return out
}

// saved fills in what the archive knows of an import.
func saved(out report.Import, e archive.Entry) report.Import {
	out.ID, out.SHA256, out.Size = e.ID, e.SHA256, e.Size
	out.Saved, out.Expires, out.Program = report.UTC(e.Created), report.UTC(e.Expires), e.Program.String()
	if bank := e.Bank(); !bank.Empty() {
		out.Bank = bank.String()
	}
	if !e.CommandID.Empty() {
		out.CommandID = e.CommandID.String()
	}
	if since, err := aisclient.ParseDate(e.Since.String()); err == nil {
		out.Since = since
	}
	return out
}

// provider is the provider's income confirmation that was saved beside an import; empty where nobody asked for it.
func (r Reports) provider(importID string) []report.ProviderAnswer {
	if importID == "" {
		return nil
	}
	for _, answer := range r.a.Answers(importID) {
		if answer.Service == service.Income {
			return []report.ProviderAnswer{incomeAnswer(answer)}
		}
	}
	return nil
}

// incomeAnswer is an answer of service.Income as reports take it.
func incomeAnswer(a service.Answer) report.ProviderAnswer {
	return report.ProviderAnswer{At: a.AskedAt, Body: a.Body, Refusal: a.Refusal, Signature: a.Signature}
}

// policyHash is the SHA-256 of a policy's claims; empty for none.
func policyHash(p policy.Policy) string {
	if p.Name == "" {
		return ""
	}
	var b strings.Builder
	for _, c := range p.Claims {
		b.WriteString(string(c.Kind()) + " " + c.Text() + "\n")
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:])
}
