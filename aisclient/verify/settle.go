package verify

import (
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/quality"
)

// settle lets the gates act on a check: what is confirmed or refuted because of too little stays only where the data
// would have shown otherwise. What was found refutes, whatever the data is worth.
func (e *evidence) settle(ctx context.Context, claim Claim, c *Check) {
	if !c.gated {
		return
	}
	files, unknown := e.fileOnly(), e.scope.unknown
	confirmed := c.Outcome == Confirmed
	shown, stands := confirmed, confirmed
	if confirmed {
		shown, stands = e.standsWithout(ctx, claim, files)
	}
	unknownHold := !confirmed || len(unknown) == 0
	if !unknownHold {
		_, known := e.standsWithout(ctx, claim, slices.Concat(unknown, files))
		unknownHold = !known
	}
	// What the other accounts show is held back by what is wrong with them, and by files only where nothing else holds it.
	e.applyGates(c, func(h *quality.Hit) bool { return h.Gate != quality.FileOnly || !shown })
	if shown && !stands && c.Outcome == Confirmed {
		e.applyGates(c, func(h *quality.Hit) bool { return h.Gate == quality.FileOnly })
	}
	if len(unknown) > 0 && unknownHold && quality.OwnerUnknown.Effect(c.concern)&quality.Named != 0 {
		e.apply(c, &quality.Hit{Gate: quality.OwnerUnknown, Sources: e.scope.unknown, Ask: "Ask for a document that names the owner of the account.",
			Sentence: "The bank names no owner of " + e.labels(e.scope.unknown) + "."}, quality.Confirms)
	}
}

// applyGates lets the gates that are asked for act, as far as they are about what the check looked at.
func (e *evidence) applyGates(c *Check, which func(*quality.Hit) bool) {
	for i := range e.gates {
		if h := &e.gates[i]; which(h) && e.concerns(c, h) && !(h.Gate == quality.FileOnly && e.part) {
			e.apply(c, h, h.Gate.Effect(c.concern))
		}
	}
}

// concerns reports whether a gate is about what the check looked at.
func (e *evidence) concerns(c *Check, h *quality.Hit) bool {
	if c.onlyFile {
		return h.Gate == quality.FileOnly
	}
	if len(h.Sources) > 0 && !slices.ContainsFunc(h.Sources, e.scope.has) && c.concern != quality.Identity {
		return false
	}
	if c.Currency != "" && len(h.Sources) > 0 && !slices.ContainsFunc(h.Sources, func(i int) bool { cur := e.Ledger.Sources()[i].Currency; return cur == c.Currency || cur.Unknown() }) {
		return false
	}
	if c.Currency != "" && h.Currency != "" && h.Currency != c.Currency {
		return false
	}
	return h.Gate != quality.InGap || c.Window.To == 0 || h.Span.Overlaps(c.Window)
}

// apply lets one gate act.
func (e *evidence) apply(c *Check, h *quality.Hit, effect quality.Effect) {
	did := ""
	switch {
	case effect&quality.Confirms != 0 && (c.Outcome == Confirmed || c.held(heldConfirmed)):
		did = heldConfirmed
	case effect&quality.Refutes != 0 && c.tooLittle && (c.Outcome == Refuted || c.held(heldRefuted)):
		did = heldRefuted
	case effect&quality.Noted != 0 && c.Outcome != Refuted:
		did = onlyNoted
	default:
		return
	}
	c.Gates = append(c.Gates, GateEffect{h.Gate, did, h.Sentence, h.Rows})
	if did != onlyNoted {
		c.Outcome = Inconclusive
		c.code(codeGate)
		c.say("But: " + h.Sentence)
		c.ask(h.Ask)
	}
}

// held reports whether a gate has already held the outcome back in a way.
func (c *Check) held(how string) bool {
	return slices.ContainsFunc(c.Gates, func(g GateEffect) bool { return g.Effect == how })
}

// fileOnly are the accounts that prove nothing by themselves.
func (e *evidence) fileOnly() []int {
	var files []int
	for i := range e.Quality.Gates {
		if h := &e.Quality.Gates[i]; h.Gate == quality.FileOnly {
			files = append(files, h.Sources...)
		}
	}
	return files
}

// standsWithout reports whether the other accounts alone show what is claimed, and whether they confirm it: then these take
// nothing away. It is false where nothing else is there.
func (e *evidence) standsWithout(ctx context.Context, claim Claim, sources []int) (shown, confirmed bool) {
	if e.part || len(sources) == 0 || !slices.ContainsFunc(e.scope.sources, func(i int) bool { return !slices.Contains(sources, i) }) {
		return false, false
	}
	rest := e.but(sources)
	c := claim.check(ctx, rest)
	shown = c.Outcome == Confirmed
	rest.settle(ctx, claim, &c)
	return shown, c.Outcome == Confirmed
}

// sure is the part of a proven figure that other accounts prove than those that prove nothing by themselves: what only a statement
// file shows is possible. What it takes away counts all the same.
func (e *evidence) sure(ctx context.Context, claim Claim, proven aisclient.Amount) aisclient.Amount {
	files := slices.DeleteFunc(e.fileOnly(), func(i int) bool { return !e.scope.has(i) })
	if e.part || len(files) == 0 {
		return proven
	}
	alone := aisclient.Amount(0)
	if c := claim.check(ctx, e.but(files)); c.Proven != nil {
		alone = *c.Proven
	}
	return min(proven, alone)
}

// but is what is known about the person without some accounts.
func (e *evidence) but(sources []int) *evidence {
	in := func(i int) bool { return slices.Contains(sources, i) }
	banks := map[int]bool{} // that gave an account besides those
	for i := range e.Ledger.Sources() {
		if !in(i) {
			banks[e.Ledger.Sources()[i].Source.Target] = true
		}
	}
	k := *e.known
	k.holders = slices.DeleteFunc(slices.Clone(k.holders), func(h holder) bool { return in(h.source) || h.source < 0 && !banks[h.target] })
	s := e.scope
	s.sources = slices.DeleteFunc(slices.Clone(s.sources), in)
	s.unknown = slices.DeleteFunc(slices.Clone(s.unknown), in)
	rest := newEvidence(&k, s, "")
	rest.part = true
	return rest
}
