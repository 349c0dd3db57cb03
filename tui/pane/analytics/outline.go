package analytics

import (
	"context"
	"slices"
	"strconv"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/chart"
	"aisdesk/tui/pane/format"
)

// ranking is the answer to what the bars are: the outline, what it was in the period before, and how much room its
// widest parts take. It is made off the UI loop and does not change.
type ranking struct {
	*group.Pivot
	lines   []group.Line
	sources []ledger.SourceInfo
	past    map[place]ledger.Totals // nil without a period to compare with
	longest int64                   // the greatest amount of a group, now or before
	least   int64                   // of a net the greatest negative one, without its sign
	signed  bool                    // a net is negative somewhere
	room    [2]chart.BarRoom        // of everything, in full and masked
	shares  map[*group.Group]int    // in thousandths, of groups that share a whole without a rest
	marked  bool                    // acts of people change a share
}

// place names a group or a subgroup over two periods.
type place struct {
	group, sub string
	nested     bool
}

func placeOf(x group.Line) place {
	if x.Parent == nil {
		return place{group: x.Group.Key}
	}
	return place{x.Parent.Key, x.Group.Key, true}
}

// rank answers what the bars are.
func (w work) rank(ctx context.Context, r *ledger.Result, plain *without) (*ranking, error) {
	q := w.pivot()
	o, err := group.NewPivot(ctx, r, q)
	if err != nil {
		return nil, err
	}
	if plain != nil {
		o.Beside(plain.ranking)
	}
	k := &ranking{Pivot: o, lines: o.Lines(), sources: w.l.Sources(), past: w.before(ctx, q)}
	k.shares = map[*group.Group]int{}
	k.split(nil, o.Groups)
	for i := range o.Groups {
		k.split(&o.Groups[i], o.Groups[i].Sub)
	}
	k.marked = slices.ContainsFunc(k.lines, func(x group.Line) bool { _, changed := k.ShareWithout(x); return changed })
	for i, words := range w.words {
		k.room[i] = k.measure(words)
	}
	for _, x := range k.lines {
		was, _ := k.was(x)
		k.reach(x, o.Of(x.Parent, x.Group))
		k.reach(x, was)
	}
	return k, ctx.Err()
}

func (w work) pivot() group.PivotQuery {
	return group.PivotQuery{By: w.query.groupings(), Currency: w.currency, Side: w.query.side, Sort: w.query.side}
}

// split gives each of the groups its part of their whole, so that the parts add up to 100.0 %. A row counts under each of
// its labels: these have no parts of one whole.
func (k *ranking) split(parent *group.Group, groups []group.Group) {
	if len(groups) == 0 || groups[0].By == group.ByLabel {
		return
	}
	if _, ok := k.Whole(parent, &groups[0]); !ok {
		return
	}
	parts := make([]aisclient.Amount, len(groups))
	for i := range groups {
		t := k.Of(parent, &groups[i])
		if t.Overflow {
			return
		}
		parts[i] = k.Side.Of(t)
	}
	for i, n := range group.Permille(parts) {
		k.shares[&groups[i]] = n
	}
}

// share writes a line's part of its whole.
func (k *ranking) share(x group.Line, size, whole int64) string {
	said := percent(size, whole)
	if n, ok := k.shares[x.Group]; ok {
		said = permille(n)
	}
	switch _, changed := k.ShareWithout(x); {
	case changed && said != "":
		return said + actMark
	case k.marked:
		return said + " " // under those with the mark
	}
	return said
}

// permille writes a part of a whole.
func permille(n int) string { return strconv.Itoa(n/10) + "." + strconv.Itoa(n%10) + " %" }

// reach makes room for a line's bar. What came in or went out of a subgroup is never more than of its group; a net can
// be. Amounts of two currencies are not measured by one another.
func (k *ranking) reach(x group.Line, t ledger.Totals) {
	size := k.extent(t)
	k.signed = k.signed || size < 0
	switch of := owner(x); {
	case of.By == group.ByCurrency, x.Parent != nil && k.Side != group.SideNet:
	case size < 0:
		k.least = max(k.least, -size)
	default:
		k.longest = max(k.longest, size)
	}
}

// extent is how long a bar is; of a net with its sign.
func (k *ranking) extent(t ledger.Totals) int64 {
	size := k.Side.Size(t)
	if k.Side == group.SideNet && k.Side.Of(t) < 0 {
		return -size
	}
	return size
}

// before is the same outline over the period before; nil where there is none, or nobody wants it.
func (w work) before(ctx context.Context, q group.PivotQuery) map[place]ledger.Totals {
	if !w.query.compared() {
		return nil
	}
	r, err := w.l.Run(ctx, ledger.Query{Filter: w.filter, Period: w.query.period.Prev()})
	if err != nil {
		return nil
	}
	o, err := group.NewPivot(ctx, r, q)
	if err != nil {
		return nil
	}
	out := map[place]ledger.Totals{}
	for _, x := range o.Lines() {
		out[placeOf(x)] = o.Of(x.Parent, x.Group)
	}
	return out
}

// was is what a line came to in the period before. ok is false where that cannot be compared: without such a period,
// and for a month or a week, which no other period has again.
func (k *ranking) was(x group.Line) (t ledger.Totals, ok bool) {
	again := func(g *group.Group) bool { return g == nil || g.By != group.ByMonth && g.By != group.ByWeek }
	if k.past == nil || !again(x.Group) || !again(x.Parent) {
		return t, false
	}
	return k.past[placeOf(x)], true
}

// measure is the room that the widest parts of all lines take.
func (k *ranking) measure(w format.Writer) chart.BarRoom {
	var room chart.BarRoom
	var most, share, whole int64
	extremes := map[bool]aisclient.Amount{}
	decimals := false
	for _, x := range k.lines {
		t := k.Of(x.Parent, x.Group)
		a := k.Side.Of(t)
		room.Label = max(room.Label, k.indent(x)+cell.Width(k.name(x, w)))
		most = max(most, int64(t.Count))
		if a.Abs() > extremes[a < 0].Abs() {
			extremes[a < 0] = a
		}
		decimals = decimals || a%100 != 0
		if _, ok := k.was(x); ok {
			room.Change = len("turned")
		}
		if t.Overflow {
			room.Whole = max(room.Whole, cell.Width(tooLarge))
		}
		if all, ok := k.Whole(x.Parent, x.Group); ok {
			if size, of := k.Side.Size(t), k.Side.Size(all); of > 0 && (whole == 0 || float64(size)*float64(whole) > float64(share)*float64(of)) {
				share, whole = size, of
			}
		}
	}
	for _, a := range []aisclient.Amount{extremes[false], extremes[true]} {
		whole, behind := chart.SplitValue(w.Money(a))
		room.Whole, room.Decimals = max(room.Whole, whole), max(room.Decimals, behind)
	}
	if decimals && !w.Masked() {
		room.Decimals = max(room.Decimals, len(".0000"))
	}
	room.Count = len(strconv.FormatInt(most, 10))
	if whole > 0 {
		room.Share = cell.Width(percent(share, whole))
	}
	if k.marked {
		room.Share += len(actMark)
	}
	return room
}

// tooLarge stands for a sum that is greater than an amount can be.
const tooLarge = "too large"

// Two groupings indent: the sign of a fold stands before a group, and its subgroups stand under its name.
const (
	foldWidth = 2
	subIndent = 2 * foldWidth
)

func (k *ranking) indent(x group.Line) int {
	switch {
	case x.Parent != nil:
		return subIndent
	case len(k.By) > 1:
		return foldWidth
	}
	return 0
}

// name is a line's group for people; masked where it can name somebody.
func (k *ranking) name(x group.Line, w format.Writer) string {
	name := groupName(k.sources, x.Group, w)
	if _, changed := k.Without(x); changed {
		name += actMark
	}
	return name
}

// groupName is a group's name for people; masked where it can name somebody.
func groupName(sources []ledger.SourceInfo, g *group.Group, w format.Writer) string {
	if w.Masked() && (g.By == group.ByCounterparty || g.By == group.ByOwner) && g.Key != "" {
		return w.Money(0)
	}
	if g.By == group.ByAccount {
		if i, err := strconv.Atoi(g.Key); err == nil && i >= 0 && i < len(sources) {
			return w.Source(&sources[i])
		}
	}
	switch {
	case g.By == group.ByMonth:
		return monthName(g.Label)
	case g.IsAccount():
		return w.IBAN(text.Clean(g.Label))
	}
	return g.Label
}

// folds says which groups show no subgroups. The zero value folds none.
type folds struct {
	all bool
	but map[string]bool // the keys of groups for which the opposite of all holds
}

func (f folds) folded(key string) bool { return f.all != f.but[key] }

// toggled is with one group folded that was not, or the other way round. It shares nothing with f.
func (f folds) toggled(key string) folds {
	but := make(map[string]bool, len(f.but)+1)
	for k := range f.but {
		but[k] = true
	}
	if but[key] {
		delete(but, key)
	} else {
		but[key] = true
	}
	return folds{all: f.all, but: but}
}

// visible are the lines of the outline that no fold hides.
func (k *ranking) visible(f folds) []group.Line {
	if k == nil {
		return nil
	}
	if len(k.By) < 2 || !f.all && len(f.but) == 0 {
		return k.lines
	}
	return slices.DeleteFunc(slices.Clone(k.lines), func(x group.Line) bool { return x.Parent != nil && f.folded(x.Parent.Key) })
}
