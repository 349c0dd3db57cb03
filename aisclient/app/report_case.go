package app

import (
	"errors"
	"slices"
	"time"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// caseState is what a report says of the case of a dataset: people, acts, decision, and the event that it rests on.
func caseState(d Dataset) (in report.CaseState) {
	if d.Acts == nil {
		return in
	}
	s := d.Acts.State
	in.Head = s.Head.Hash
	in.Case = &report.Case{ID: s.ID, Label: s.Label, Status: s.Status, Tags: s.Tags, People: []report.Person{}, OneOf: d.OneOf()}
	in.Case.Newer = s.Newer
	for _, p := range s.People {
		in.Case.People = append(in.Case.People, report.Person{Name: p.Name, Role: string(p.Role)})
	}
	for _, f := range s.Failed {
		in.Failed = append(in.Failed, report.FailedImport{Bank: f.Bank, Owner: f.OwnerExternalID, At: report.UTC(f.Event.Time), CommandID: f.CommandID, Import: f.Import, Cause: f.Cause})
	}
	in.Case.WithoutAccount = cases.WithoutAccount(s, d.Ledger)
	if d.View != nil {
		for _, f := range d.View.Foreign() {
			in.Case.Foreign = append(in.Case.Foreign, report.ForeignImport{Import: f.Import, Owners: f.Owners})
		}
		for _, m := range d.View.Missing {
			in.Missing = append(in.Missing, report.MissingImport{Import: m.Import, Why: m.Brief()})
		}
		for _, a := range d.View.Ambiguous {
			in.Unclear = append(in.Unclear, report.UnclearRows(a))
		}
	}
	for i := range s.History {
		in.Acts = append(in.Acts, reportAct(&s.History[i], d.Acts))
		if a, ok := s.History[i].Act.(casefile.Claims); ok {
			claims, _ := verify.Unmarshal(a.Claims) // what cannot be read is not quoted
			in.Claimed = append(in.Claimed, claims...)
		}
	}
	if d := s.Decision; d != nil {
		in.Decision = reportDecision(s, d)
	}
	return in
}

// figureActs are the numbers of the acts that change which rows count, and as what.
func figureActs(d Dataset) (out []int64) {
	if d.Acts == nil {
		return nil
	}
	for i := range d.Acts.State.History {
		e := &d.Acts.State.History[i]
		if rows, _, _ := cases.Acted(e.Act); len(rows) > 0 && e.Undone == 0 && e.Ignored == "" {
			out = append(out, e.Seq)
		}
	}
	return out
}

func reportAct(e *casefile.Entry, acts *cases.Acts) report.Act {
	a := report.Act{Seq: int(e.Seq), At: report.UTC(e.Time), Author: e.Author, Kind: string(e.Kind), Signed: e.Key != "", Undone: e.Undone != 0, UndoneBy: int(e.Undone), Effect: e.Ignored}
	if e.Ignored != "" {
		a.Effect = "It has no effect: " + e.Ignored
	}
	switch {
	case e.Erased:
		a.What, a.Brief = "What it said was erased.", "What it said was erased."
	default:
		a.What, a.Brief, a.Reason = cases.Describe(e.Act, acts.Names), cases.Brief(e.Act), cases.Reason(e.Act)
	}
	if _, ok := e.Act.(casefile.Undo); ok {
		a.What = cases.Told(acts.State, e, acts.Names)
		a.Brief = a.What
	}
	rows, was, is := cases.Acted(e.Act)
	if len(rows) > 0 {
		a.What = a.Brief // the rows themselves stand below it
	}
	for i, r := range rows {
		row, here := acts.Row(r)
		if !here {
			a.Elsewhere++
			continue
		}
		on := report.ActOn{Row: row, Is: is}
		if was != nil {
			on.Was = was[i]
		}
		a.On = append(a.On, on)
	}
	return a
}

func reportDecision(s *casefile.State, d *casefile.Decided) *report.Decision {
	out := &report.Decision{Outcome: string(d.Outcome), Author: d.Event.Author, Key: d.Event.Key, At: report.UTC(d.Event.Time), Reason: d.Reason, FourEyes: string(d.FourEyes), Head: d.Head.Hash,
		Rules: d.Rules.Set, Lexicon: d.Rules.Lexicon, LexiconHash: d.Rules.LexiconHash, Waiting: d.Waiting, Stale: s.Stale() != nil, Signed: d.Event.Key != ""}
	verdict, checks := d.Kept()
	out.Verdict = verdict
	for _, c := range checks {
		out.Checks = append(out.Checks, report.DecisionCheck(c))
	}
	if d.Second != nil {
		out.Second, out.SecondKey, out.SecondAt = d.Second.Author, d.Second.Key, report.UTC(d.Second.Time)
	}
	return out
}

// sources is what is known about the imports and files of a case.
func (r Reports) sources(d Dataset) ([]report.Import, error) {
	store, err := r.a.archive.get()
	if err != nil {
		return nil, err
	}
	out := []report.Import{}
	add := func(id, environment, owner, file, sum string, size int64, at time.Time) error {
		one := report.Import{ID: id, Environment: environment, Owner: owner, File: file, SHA256: sum, Size: size, Saved: report.UTC(at)}
		if imp, read := d.View.Replies[id]; read {
			one = replied(one, &imp)
		}
		e, err := store.Get(id)
		if expired := (*archive.ExpiredError)(nil); errors.As(err, &expired) {
			one.Expires = report.UTC(expired.At)
		}
		if err == nil && cases.CheckJoined(d.View.State, &e.Manifest) == nil {
			one = saved(one, e)
			one.OwnerUnconfirmed = e.OwnerUnconfirmed
		} else if err != nil && !errors.Is(err, archive.ErrNotFound) {
			return err
		}
		out = append(out, one)
		return nil
	}
	for _, i := range d.View.State.Imports {
		if err := add(i.Import, i.Environment, i.OwnerExternalID, "", i.SHA256, i.Size, i.Saved); err != nil {
			return nil, err
		}
	}
	for _, f := range d.View.State.Files {
		if err := add(f.Import, cases.FileEnvironment, f.OwnerExternalID, f.Name, f.SHA256, f.Size, f.Saved); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// caseProvider is the provider's newest income confirmation of each person of a case, and the people of whom nobody asked for
// one where it was asked of others. Guarantors have none: their money is in no figure to compare with.
func (r Reports) caseProvider(v *cases.View) (answers []report.ProviderAnswer, unasked []string) {
	for _, owner := range owners(v) {
		a, ok := r.newest(v, owner)
		a.Owner = text.Clean(owner).String()
		if p, ok := v.State.Person(owner); ok {
			a.Name = p.Name
		}
		if !ok {
			unasked = append(unasked, text.First(text.Clean(a.Name), text.Clean(a.Owner)).String())
			continue
		}
		a.Sources = sourcesOf(v, owner, a.At)
		answers = append(answers, a)
	}
	if len(answers) == 0 {
		unasked = nil
	}
	return answers, unasked
}

// owners are the customer ids behind the replies of a case that count, in the order in which they joined.
func owners(v *cases.View) (all []string) {
	for _, i := range v.State.Imports {
		if !slices.Contains(v.Apart, i.Import) && i.OwnerExternalID != "" && !slices.Contains(all, i.OwnerExternalID) {
			all = append(all, i.OwnerExternalID)
		}
	}
	return all
}

// newest is the newest answer that was saved beside any import of a person: a refusal only where there is no other.
func (r Reports) newest(v *cases.View, owner string) (best report.ProviderAnswer, ok bool) {
	for _, i := range v.State.Imports {
		if i.OwnerExternalID != owner {
			continue
		}
		for _, a := range r.provider(i.Import) {
			better := a.At.After(best.At)
			if said, before := a.Refusal == "", best.Refusal == ""; ok && said != before {
				better = said
			}
			if !ok || better {
				best, ok = a, true
			}
		}
	}
	return best, ok
}

// sourcesOf are the accounts of a person that the provider knew at a time: those of the imports that were saved by then.
func sourcesOf(v *cases.View, owner string, at time.Time) []int {
	known := map[string]bool{}
	for _, i := range v.State.Imports {
		known[i.Import] = i.OwnerExternalID == owner && !i.Saved.After(at)
	}
	sources := []int{}
	for n := range v.Accounts {
		if slices.ContainsFunc(v.Accounts[n].Imports, func(id string) bool { return known[id] }) {
			sources = append(sources, n)
		}
	}
	return sources
}
