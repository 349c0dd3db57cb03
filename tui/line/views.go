package line

import (
	"encoding/json"
	"errors"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
)

// placeViews is the place of the saved views, which the screen has, too.
const placeViews = "saved views"

var viewCommands = []command{
	{[]string{"views"}, "", "lists the saved views: filter, period and order under a name", needData, noArg(views)},
	{[]string{"save"}, "NAME", "saves the filter, the period and the order in force as a view", inRows, saveView},
}

func savedViews(s *session) []app.SavedView {
	set := s.app.Settings()
	return app.SavedViews(set.Memory[app.MemoryViews])
}

func keepViews(s *session, all []app.SavedView) error {
	b, err := json.Marshal(all)
	if err != nil {
		return err
	}
	set := s.app.Settings().Clone()
	remember(&set, app.MemoryViews, string(b))
	return saveSettings(s, set)
}

// views lists the saved views; open puts one in force.
func views(s *session) error {
	all := savedViews(s)
	s.goTo(&place{name: placeViews, hint: "open 1 puts the first one in force, forget 1 deletes it", none: "save NAME, among transactions, saves a view",
		head: func() string { return firstUpper(placeViews) + ", " + english.Plural(len(all), "view", "views") },
		list: &list{one: "view", many: "saved views", n: len(all),
			item: func(i int) string {
				return viewLine(all[i])
			},
			open: func(i int) error { return useView(s, all[i]) }}})
	return nil
}

// viewLine is a view on one line, its order in words.
func viewLine(v app.SavedView) string {
	parts := []string{v.Name}
	if v.Filter != "" {
		parts = append(parts, "filter "+v.Filter)
	}
	if v.Period != "" {
		parts = append(parts, "period "+v.Period)
	}
	if keys, err := ledger.ParseSort(v.Sort); err == nil && v.Sort != "" {
		parts = append(parts, order(keys))
	}
	return join(parts...)
}

// useView lists the rows of a view, or says what of it can no longer be read.
func useView(s *session, v app.SavedView) (err error) {
	q := s.work.query
	q.Within = nil
	if q.Filter, err = filter.Parse(v.Filter, aisclient.DateIn(s.opts.Now())); err != nil {
		return err
	}
	if q.Period, err = ledger.ParsePeriod(v.Period, s.dataDay()); err != nil {
		return err
	}
	if q.Sort, err = ledger.ParseSort(v.Sort); err != nil {
		return err
	}
	return showRows(s, q)
}

// saveView saves what is in force under a name; a view of that name is replaced.
func saveView(s *session, name string) error {
	if name == "" {
		return errors.New("a view needs a name. For example: save large payments")
	}
	q := s.work.query
	all, replaced := app.WithView(savedViews(s), app.NewSavedView(name, q.Filter.String(), q.Period, q.Sort))
	if err := keepViews(s, all); err != nil {
		return err
	}
	if replaced {
		s.out.say("Replaced: view %s", quoted(name))
	} else {
		s.out.say("Saved: view %s", quoted(name))
	}
	return nil
}

// dropView deletes a view of the list.
func dropView(s *session, arg string) error {
	i, err := s.nth(arg)
	if err != nil {
		return err
	}
	all := savedViews(s)
	if i >= len(all) {
		return views(s)
	}
	if err := keepViews(s, slices.Delete(slices.Clone(all), i, i+1)); err != nil {
		return err
	}
	s.out.say("Deleted: view %s", all[i].Name)
	return views(s)
}
