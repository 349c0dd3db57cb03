package config

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/intake"
)

// widgetTable is the [widget] table of the config file: the options of the sign-in widget under the names that
// the provider gives them, so that they can be looked up in its guide.
type widgetTable struct {
	Locale                string           `toml:"locale"`
	Country               string           `toml:"country"`
	Target                string           `toml:"target"`
	AccessMode            string           `toml:"accessMode"`
	MaxImportDate         written          `toml:"maxImportDate"`
	ForceSCA              *bool            `toml:"forceSca"`
	AutoImport            int              `toml:"autoImport"`
	Styles                map[string]style `toml:"styles"`
	ClientIdentity        string           `toml:"clientIdentity"`
	ShowFavicons          *bool            `toml:"showFavicons"`
	ShowScreenshots       *bool            `toml:"showScreenshots"`
	ScreenshotZoomIn      *bool            `toml:"screenshotZoomIn"`
	ShowTargetMissing     *bool            `toml:"showTargetMissingOption"`
	ShowTargetMissingForm *bool            `toml:"showTargetMissingForm"`
	ShowDefaultTarget     *bool            `toml:"showDefaultTarget"`
	ShowBetaQualityLabels *bool            `toml:"showBetaQualityLabels"`
	Layout                string           `toml:"layout"`
	DynamicHeight         *bool            `toml:"dynamicHeight"`
	ForceTestCredentials  *bool            `toml:"forceTestCredentials"`
}

// written is a date or a period as people write it: "2026-01-31", 2026-01-31 or "1y".
type written string

// UnmarshalTOML takes a string or a date.
func (w *written) UnmarshalTOML(v any) error {
	switch v := v.(type) {
	case string:
		*w = written(v)
	case time.Time:
		*w = written(v.Format(time.DateOnly))
	default:
		return fmt.Errorf("%v is not a date such as 2026-01-31", v)
	}
	return nil
}

// style is a colour or a number; a radius may stand without quotes.
type style string

// UnmarshalTOML takes a string or a number.
func (s *style) UnmarshalTOML(v any) error {
	switch v := v.(type) {
	case string:
		*s = style(v)
	case int64:
		*s = style(strconv.FormatInt(v, 10))
	case float64:
		*s = style(strconv.FormatFloat(v, 'f', -1, 64))
	default:
		return fmt.Errorf("%v is neither a colour nor a number", v)
	}
	return nil
}

// options turns the table into what a verification takes. today is what a period counts back from.
func (t *widgetTable) options(today aisclient.Date) (intake.WidgetOptions, error) {
	w := intake.WidgetOptions{
		Locale: t.Locale, Country: strings.ToLower(t.Country), Target: t.Target, AccessMode: strings.ToUpper(t.AccessMode),
		ForceSCA: t.ForceSCA, AutoImport: t.AutoImport, ClientIdentity: t.ClientIdentity, ShowFavicons: t.ShowFavicons,
		ShowScreenshots: t.ShowScreenshots, ScreenshotZoomIn: t.ScreenshotZoomIn, ShowTargetMissing: t.ShowTargetMissing,
		ShowTargetMissingForm: t.ShowTargetMissingForm, ShowDefaultTarget: t.ShowDefaultTarget,
		ShowBetaQualityLabels: t.ShowBetaQualityLabels, Layout: t.Layout, DynamicHeight: t.DynamicHeight,
		ForceTestCredentials: t.ForceTestCredentials,
	}
	for name, value := range t.Styles {
		if w.Styles == nil {
			w.Styles = map[string]string{}
		}
		w.Styles[name] = string(value)
	}
	if t.MaxImportDate != "" {
		var err error
		if w.MaxImportDate, err = intake.ParseSince(string(t.MaxImportDate), today); err != nil {
			return w, renamed(err, "maxImportDate")
		}
	}
	_, _, err := intake.Request{Widget: w}.Complete(today)
	return w, err
}

// renamed says the same of another field.
func renamed(err error, field string) error {
	if e, ok := errors.AsType[*intake.FieldError](err); ok {
		return &intake.FieldError{Field: field, Reason: e.Reason}
	}
	return err
}

// widget reads the file's widget options into the configuration.
func (c *Config) widget(t widgetTable, in *tables) error {
	w, err := t.options(aisclient.DateIn(time.Now()))
	if e, ok := errors.AsType[*intake.FieldError](err); ok {
		name := "widget." + e.Field
		c.sources[name], c.lines[name] = in.file, in.lines.of(name)
		if n := in.lines["profile."+in.profile+"."+name]; n > 0 {
			c.sources[name], c.lines[name] = in.place(), n
		}
		return c.bad(name, e.Reason, "")
	}
	c.Widget = w
	return err
}

// widgetProblems are the mistakes of the file's widget options, each time without what was refused before.
func widgetProblems(c *Config, in *tables) (all []error) {
	t := in.widget()
	for range keysOf(t) {
		err := c.widget(t, in)
		if err == nil {
			break
		}
		all = append(all, err)
		e, ok := errors.AsType[*Error](err)
		if !ok || !t.without(strings.TrimPrefix(e.Setting, "widget.")) {
			break
		}
	}
	return all
}

// without takes an option out; false where there is none of the name.
func (t *widgetTable) without(key string) bool {
	i := slices.Index(keysOf(*t), key)
	if i >= 0 {
		reflect.ValueOf(t).Elem().Field(i).SetZero()
	}
	return i >= 0
}

// over are the options of a profile, and for what it leaves open those of the top level.
func (t widgetTable) over(top widgetTable) widgetTable {
	of, on := reflect.ValueOf(t), reflect.ValueOf(&top).Elem()
	for i := range of.NumField() {
		if !of.Field(i).IsZero() {
			on.Field(i).Set(of.Field(i))
		}
	}
	return top
}

// keysOf lists the names of a table's settings, in the table's order.
func keysOf(table any) []string {
	var keys []string
	t := reflect.TypeOf(table)
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("toml"); name != "" {
			keys = append(keys, name)
		}
	}
	return keys
}
