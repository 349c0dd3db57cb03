package verify

import (
	"context"
	"fmt"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/insight/cadence"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/insight/stream"
)

// wage is a stream of salary and how its payer compares with the claimed employer.
type wage struct {
	*stream.Stream
	identity.NameResult
}

// sound reports whether the stream proves who the employer is: mature, active, and income.
func (w wage) sound() bool {
	return w.Series.Mature && w.Series.Status == cadence.Active && !w.ByTitle && w.Proven > 0
}

// check compares the payers of the salary with the claim.
func (c Employer) check(ctx context.Context, e *evidence) Check {
	if out, ok := e.nobodys(c); ok {
		return out
	}
	flow, err := e.flow(ctx)
	if err != nil {
		return broken(c, err)
	}
	var wages []wage
	for i := range flow.All() {
		s := &flow.All()[i]
		if s.In && s.Category == category.Salary && (s.Counted() || !s.Series.Mature || s.Series.Status == cadence.Stopped) {
			wages = append(wages, wage{s, identity.CompareFirms(c.Name, s.Name)})
		}
	}
	return c.judge(wages).about(quality.Employer)
}

func (c Employer) judge(wages []wage) Check {
	find := func(ok func(wage) bool) (wage, bool) {
		for _, w := range wages {
			if ok(w) {
				return w, true
			}
		}
		return wage{}, false
	}
	if w, ok := find(func(w wage) bool { return w.Outcome == identity.Match && w.sound() && !w.Series.Silent() }); ok {
		out := newCheck(c, Confirmed, codeSame, fmt.Sprintf("%s pays a salary, %s, the last on %s.", w.Name, w.Series.Cycle, w.Series.Last))
		out.Rows = inOrder(append([]int32(nil), w.Rows...))
		return withCodes(out, w.Codes)
	}
	if w, ok := find(func(w wage) bool { return w.Outcome != identity.NoMatch }); ok {
		out := newCheck(c, Inconclusive, codeNear, fmt.Sprintf("%s %s.", w.Name, c.doubt(w)))
		out.Rows = inOrder(append([]int32(nil), w.Rows...))
		out.ask("Ask for a confirmation of employment.")
		return withCodes(out, w.Codes)
	}
	if w, ok := find(wage.sound); ok {
		out := newCheck(c, Refuted, codeOther, fmt.Sprintf("The salary is paid by %s.", w.Name))
		out.tooLittle = true
		out.Rows = inOrder(append([]int32(nil), w.Rows...))
		return out
	}
	out := newCheck(c, Inconclusive, codeNoData, "The data shows no regular salary that is still paid.")
	out.ask("Ask for a confirmation of employment.")
	return out
}

// doubt says why a payer with the name proves no employer.
func (c Employer) doubt(w wage) string {
	switch {
	case w.Outcome == identity.Close:
		return "pays a salary, and the name is only close: " + phrases(w.Codes)
	case w.Series.Mature && w.Series.Status == cadence.Stopped:
		return fmt.Sprintf("has stopped paying: the last salary came on %s", w.Series.Last)
	case w.Series.Mature && w.Series.Status == cadence.Late:
		return fmt.Sprintf("is late: the last salary came on %s", w.Series.Last)
	case !w.Series.Mature:
		return "has paid too few salaries to be sure"
	case w.Series.Silent():
		return fmt.Sprintf("may have stopped paying: the last salary came on %s, and the account shows nothing for the days since", w.Series.Last)
	case len(w.Why) > 0:
		return "pays a salary that proves nothing: " + string(w.Why[0])
	}
	return "pays a salary that proves nothing by itself"
}
