package app

import (
	"context"
	"fmt"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/service"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/report"
)

// Ask asks a service about the owner of a saved import, saves the answer beside the import and returns it. A refusal
// that says something about the customer or the contract is an answer too; a failure saves nothing. It fails with
// archive.ErrNotFound where there is no such import, seal.ErrLocked where the archive is locked, an error of the sign-in's
// environment where the import is of another one, *service.AnswerStaysError where a better answer is kept, and otherwise with
// the client's or the archive's error.
func (a *App) Ask(ctx context.Context, importID string, s service.Service) (service.Answer, error) {
	store, err := a.archive.get()
	if err != nil {
		return service.Answer{}, err
	}
	entry, err := store.Get(importID)
	if err == nil {
		err = sameEnvironment(entry, a.Config.Environment)
	}
	if err == nil && entry.Locked {
		err = seal.ErrLocked
	}
	if err != nil {
		return service.Answer{}, err
	}
	c, err := a.provider.Connect()
	if err != nil {
		return service.Answer{}, err
	}
	answer := service.Answer{Service: s, AskedAt: a.opts.Now(), Source: entry.Environment.String() + " " + a.provider.Host()}
	err = answer.Ask(ctx, c.Client, entry.OwnerExternalID.String(), aisclient.DateIn(a.opts.Now()))
	if why := service.Refusal(err, a.Config.OwnSandbox()); why != "" {
		if before, ok := service.Read(store, importID, s); ok && before.Refusal == "" {
			return service.Answer{}, &service.AnswerStaysError{Refusal: why, Cause: err}
		}
		answer.Refusal = why
	} else if err != nil {
		return service.Answer{}, err
	}
	return answer, service.Save(store, importID, answer)
}

// Answers returns the answers saved beside an import; it needs no network.
func (a *App) Answers(importID string) []service.Answer {
	store, err := a.archive.get()
	if err != nil {
		return nil
	}
	var saved []service.Answer
	for _, s := range service.All() {
		if answer, ok := service.Read(store, importID, s); ok {
			saved = append(saved, answer)
		}
	}
	return saved
}

// Covers says which imports the answers of services are about, where these are more than the dataset; nil where it is all.
func Covers(d Dataset) []service.Fact {
	others := d.elsewhere()
	if len(others) == 0 {
		return nil
	}
	return []service.Fact{{Name: "Covers", Value: "all imports of the customer, not this one alone: " + english.List(others) + " as well"}}
}

// BesideOurs says how an answer differs from what this program finds in the same rows, a period a fact with the reasons below
// it. Only income is found by both: other services give nothing, and neither does a dataset that is not read to its end. Its only
// error is ctx's.
func BesideOurs(ctx context.Context, d Dataset, now time.Time, answer service.Answer) ([]service.Fact, error) {
	if answer.Service != service.Income || answer.Refusal != "" || d.Ledger == nil || !d.Ledger.Complete() {
		return nil, nil
	}
	a, err := d.Insights(now).Analysis(ctx)
	if err != nil {
		return nil, err
	}
	theirs := incomeAnswer(answer)
	theirs.Elsewhere = d.elsewhere()
	income, err := report.IncomeBesideOurs(ctx, a, theirs)
	if err != nil || len(income.Currencies) == 0 {
		return nil, err
	}
	var facts []service.Fact
	for _, c := range income.Currencies {
		facts = append(facts, service.Fact{Name: "The provider's income beside ours, " + string(c.Currency)})
		var reasons []service.Fact
		for i := range c.Periods {
			figures, why := periodFacts(c.Currency, &c.Periods[i])
			facts, reasons = append(facts, figures...), append(reasons, why...)
		}
		if len(reasons) == 0 {
			reasons = []service.Fact{{Name: "Difference", Value: "none in any period", Depth: 1}}
		}
		facts = append(facts, reasons...)
	}
	return facts, nil
}

// elsewhere are the other imports of the same customer in the case of a dataset that is one of them, as people call them: the provider
// answers for a customer, not for an import.
func (d Dataset) elsewhere() (out []string) {
	if d.OneOf() == 0 {
		return nil
	}
	for _, i := range d.Acts.State.Imports {
		if i.Import != d.ID && i.OwnerExternalID == d.OwnerExternalID && d.OwnerExternalID != "" {
			out = append(out, d.Acts.Names.Of(i.Import))
		}
	}
	return out
}

// periodFacts are the figures of a period: a row of a table. What their difference is made of follows the table.
func periodFacts(c aisclient.Currency, p *report.ProviderPeriod) (facts []service.Fact, why []service.Fact) {
	name := p.Window.From.Time().Format("January 2006")
	if p.Window.To-p.Window.From > 31 {
		name = "Last 90 days, a month"
	}
	money := func(a aisclient.Amount) string { return fmt.Sprintf("%s %s", ledger.Cents(a), c) }
	facts = []service.Fact{{Name: name, Depth: 1}, {Name: "Provider", Value: money(p.Theirs), Depth: 2}, {Name: "Ours", Value: money(p.Ours), Depth: 2}}
	if p.Proven != nil {
		facts = append(facts, service.Fact{Name: "Of it proven", Value: money(*p.Proven), Depth: 2})
	}
	facts = append(facts, service.Fact{Name: "Difference", Value: money(p.Theirs - p.Ours), Depth: 2})
	for _, said := range p.Explained {
		why = append(why, service.Fact{Name: "Why, " + name, Value: said, Depth: 1})
	}
	return facts, why
}
