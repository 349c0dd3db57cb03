package tui

import (
	"testing"
	"time"

	"aisdesk/aisclient/intake"
)

func TestABrowserThatIsSwitchedOffIsNotWaitedFor(t *testing.T) {
	f := newFake()
	f.settings.OpenBrowser = false
	in(t, f, demo(), func(t *testing.T, p *desktop) {
		p.emit(ready(), linking(intake.LinkEvent{Kind: intake.LinkNotOpened}))
		p.Sees("no browser: switched off", "• open the page").SeesNot("browser asked to open it")
		if !p.world.plans[0].NoOpen {
			t.Error("the setting is without effect")
		}
		p.emit(linking(intake.LinkEvent{Kind: intake.LinkPageOpened}))
		p.Sees("✓ page opened", "• load the sign-in")
	})
}

func TestTheFormStartsFromTheWidgetsSettings(t *testing.T) {
	yes := true
	f := newFake()
	f.env.Widget = intake.WidgetOptions{Locale: "cz", Country: "es", Target: "Other", Layout: "wide", ShowFavicons: &yes, Styles: map[string]string{"bodyBgColor": "#fff"}}
	in(t, f, Options{}, func(t *testing.T, p *desktop) {
		p.Press("n", "ctrl+s")
		p.Wait(time.Second)
		w := p.world.plans[0].Request.Widget
		if w.Layout != "wide" || w.ShowFavicons != &yes || w.Styles["bodyBgColor"] != "#fff" {
			t.Errorf("not in the plan: %+v", w)
		}
		if w.Locale != "en" || w.Country != "all" || w.Target != "" {
			t.Errorf("the form's own fields go before: %+v", w)
		}
	})
}

func TestTheFormSaysWhoImports(t *testing.T) {
	f := newFake()
	f.env.Widget.AutoImport, f.env.AutoImportURL = 6, "https://portal.example"
	in(t, f, Options{}, func(t *testing.T, p *desktop) {
		p.Press("n", "up").Sees("provider imports 6 months", "https://portal.example")
		p.Press("up", "up", "right", "right").Sees("needs access \"once\"").Press("right", "right")
		p.Press("ctrl+s")
		p.Wait(time.Second)
		if w := p.world.plans[0].Request; w.Widget.AutoImport != 6 || !w.Since.Empty() {
			t.Errorf("%+v", w)
		}
	})
	in(t, f, Options{}, func(t *testing.T, p *desktop) {
		p.Press("n", "down", "right").Sees("QR code").Press("ctrl+s")
		p.Wait(time.Second)
		if w := p.world.plans[1].Request; w.Widget.AutoImport != 0 || w.Since.Empty() {
			t.Errorf("only the widget can be asked for an automatic import: %+v", w)
		}
	})
}
