package widget

import (
	"math"
	"strings"
	"testing"
	"time"

	"aisdesk/localserver/browsertest"
)

// The script sends exactly the provider's parameters, in its order and encoding, and sizes the frame as it does.
func queryIsSerialisedAsTheProvidersScriptDoes(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{}, `{zzz:1,psd2:{accessMode:'MIXED',forceSca:false,deep:{a:{b:{c:{d:{e:1}}}}}},dynamicHeight:false,client:'sandbox-test',locale:'en',country:null,target:undefined,
		ownerExternalId:"a&b=c/é",styles:{bodyBgColor:'#fff',borderRadius:4},autoImport:6,showFavicons:false,buttonLabel:'x',onScreenshotClicked:function(){},list:['x']}`)
	s.open().waitView("bank")
	got := browsertest.Eval[string](s.tab, `document.querySelector('iframe').src`)
	want := s.origin + "/signin/?client=sandbox-test&locale=en&ownerExternalId=a%26b%3Dc%2F%C3%A9&showFavicons=false&widgetEmbeddedUrl=" +
		strings.NewReplacer(":", "%3A", "/", "%2F").Replace(s.host.URL+"/") +
		"&styles%5BbodyBgColor%5D=%23fff&styles%5BborderRadius%5D=4&autoImport=6&screenshotZoomIn=true&isPopup=false&dynamicHeight=false&psd2%5BaccessMode%5D=MIXED&psd2%5BforceSca%5D=false"
	if got != want {
		t.Errorf("query\n%s\nwant\n%s", got, want)
	}
	style := browsertest.Eval[string](s.tab, `(function(f){var s=f.style;return [s.width,s.minWidth,s.getPropertyPriority('min-width'),s.maxWidth,s.height,s.getPropertyPriority('height'),f.height,s.overflow,f.scrolling].join(' ')})(document.querySelector('iframe'))`)
	if style != "100% 280px important 400px 560px important 560 hidden no" {
		t.Errorf("the frame is styled %q", style)
	}
	s.noViolations()
}

func dynamicHeightFollowsTheContent(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{}, `{client:'sandbox-test',locale:'en',country:'pl',dynamicHeight:true,layout:'wide'}`)
	frame := s.open()
	frame.waitView("bank")
	height := func() float64 {
		return browsertest.Eval[float64](s.tab, `document.querySelector('iframe').getBoundingClientRect().height`)
	}
	fits := func() {
		t.Helper()
		var inner, outer float64 // what is inside may still grow while the frame follows
		for end := time.Now().Add(browsertest.Patience); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
			inner = browsertest.Eval[float64](frame.tab, `Math.ceil(document.getElementById('widget').getBoundingClientRect().height)`)
			if outer = height(); math.Abs(outer-inner) < 2 {
				return
			}
		}
		t.Errorf("the frame is %v high and its content %v", outer, inner)
	}
	fits()
	before := height()
	frame.click("bank-option-KontoBank")
	frame.waitView("consent")
	fits()
	if after := height(); after == before {
		t.Errorf("the height stayed %v", after)
	}
	if w := browsertest.Eval[float64](s.tab, `document.querySelector('iframe').getBoundingClientRect().width`); w <= 400 {
		t.Errorf("with layout the frame is %v wide", w)
	}
	s.shot(s.tab, "wide-2-consent")
	s.noViolations()
}

func stylesAreHonouredAndValidated(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{}, `{client:'sandbox-test',locale:'en',country:'pl',showFavicons:true,target:'WislaApi',styles:{bodyBgColor:'#101820',textColor:'#f2f2f2',btnPrimaryBgColor:'#feb300',btnPrimaryBorderColor:'#feb300',
		btnPrimaryTextColor:'#101820',inputBgColor:'#1c2733',inputTextColor:'#ffffff',menuHighlightBgColor:'#22303f',borderRadius:12,inputBorderColor:"red;background:url(http://evil.example/)",alertErrorBgColor:'url(x)'}}`)
	frame := s.open()
	frame.waitView("consent")
	s.shot(s.tab, "styles-2-consent")
	colours := browsertest.Eval[string](frame.tab, `[getComputedStyle(document.body).backgroundColor,getComputedStyle(document.querySelector('.primary')).backgroundColor,
		getComputedStyle(document.querySelector('.primary')).borderRadius,document.documentElement.style.getPropertyValue('--inputBorderColor'),document.documentElement.style.getPropertyValue('--alertErrorBgColor')].join('|')`)
	if colours != "rgb(16, 24, 32)|rgb(254, 179, 0)|12px||" {
		t.Errorf("styles became %q", colours)
	}
	if calls := s.calls(); !strings.Contains(calls, `onTargetSelected {"name":"WislaApi","officialName":"Bank Wisła"}`) {
		t.Errorf("a preselected target is not told: %s", calls)
	}
	frame.click("consent-terms")
	frame.click("consent-transfer")
	frame.click("consent-continue")
	s.shot(s.tab, "styles-3-credentials")
}

func popupSignsIn(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{noWindow: true, locale: "en"}, `{client:'sandbox-test',locale:'en',country:'pl',buttonLabel:'Sign in with your bank'}`)
	s.embed = "embedKontomatikPopup"
	s.load()
	if label := s.tab.Text("#kontomatik-button"); label != "Sign in with your bank" {
		t.Errorf("the button says %q", label)
	}
	s.tab.Click("#kontomatik-button")
	popup := s.window("/popup/signin/")
	popup.waitView("bank")
	s.shot(popup.tab, "popup-1-bank")
	popup.click("bank-option-KontoBank")
	popup.click("consent-terms")
	popup.click("consent-transfer")
	popup.click("consent-continue")
	popup.fill("login", "test1")
	popup.fill("password", "Test123")
	popup.click("login-submit")
	calls := s.waitCalls("onSuccess")
	if !strings.HasPrefix(calls, "onInitialized ") || !strings.Contains(calls, `onSuccess "KontoBank" "455164974"`) {
		t.Errorf("callbacks\n%s", calls)
	}
	s.gone("/popup/signin/")
	s.noViolations()
}

// showDefaultTarget starts at the first bank, and a single access is asked for once only.
func defaultTargetAndPlainConsent(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{}, `{client:'sandbox-test',locale:'en',country:'es',showDefaultTarget:true,psd2:{accessMode:'MIXED'}}`)
	frame := s.open()
	frame.waitView("consent")
	if text := frame.see("consent-list"); strings.Contains(text, "180") || !strings.Contains(text, "once") {
		t.Errorf("a bank without repeated access asks %q", text)
	}
	frame.click("back")
	frame.waitView("bank")
	if calls := s.calls(); strings.Count(calls, "onStarted") != 1 || !strings.Contains(calls, "onTargetSelected") {
		t.Errorf("callbacks\n%s", calls)
	}
}

func aMissingPlaceIsSaid(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{}, `{client:'sandbox-test',locale:'en'}`)
	s.load()
	got := browsertest.Eval[string](s.tab, `(function(){var said='';window.alert=function(m){said=m};try{embedKontox({divId:'gone'})}catch(e){return said+'|'+e.message}return 'nothing thrown'})()`)
	want := `Unable to embed widget. Reason: missing element with id="gone"`
	if got != want+"|"+want {
		t.Errorf("%q", got)
	}
}

// HARDENING 11: the script keeps one listener, with the options of the last embedding.
func embeddingTwiceCallsOnce(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{}, `{client:'sandbox-test',locale:'en',country:'pl'}`)
	s.embed = "(function(o){embedKontomatik({client:'sandbox-test',onStarted:function(){calls.push(['old'])}});embedKontomatik(o)})"
	s.open().waitView("bank")
	calls := s.waitCalls("onStarted")
	if strings.Count(calls, "onStarted") != 1 || strings.Count(calls, "onInitialized") != 1 || strings.Contains(calls, "old") {
		t.Errorf("callbacks\n%s", calls)
	}
}

// HARDENING 11: a mobile client frames the widget with isPopup=true and still hears of it.
func aFramedPopupReportsToItsParent(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{}, `{client:'sandbox-test',locale:'en',country:'pl'}`)
	// Another frame in the place of the first: one that goes to two addresses at once may leave the test at the first.
	s.embed = "(function(o){embedKontomatik(o);var f=document.querySelector('iframe'),g=f.cloneNode();g.src=f.src.replace('isPopup=false','isPopup=true');f.replaceWith(g)})"
	s.load()
	s.part(s.tab.Frame(s.origin + "/signin/")).waitView("bank")
	if calls := s.waitCalls("onStarted"); !strings.Contains(calls, "onInitialized") {
		t.Errorf("callbacks\n%s", calls)
	}
}

// A frame that is loaded anew says goodbye first. (A browser delivers nothing from a frame that was removed.)
func unloadingIsTold(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{}, `{client:'sandbox-test',locale:'en'}`)
	s.open().waitView("bank")
	browsertest.Eval[any](s.tab, `(function(f){f.src=f.src})(document.querySelector('iframe'))`)
	if calls := s.waitCalls("onUnloaded"); !strings.Contains(calls, `onUnloaded {"application":{"state":"unloaded"}}`) {
		t.Errorf("callbacks\n%s", calls)
	}
}

// Messages from anywhere but the widget's own origin, or that are no message of its, do nothing.
func foreignMessagesAreIgnored(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{}, `{client:'sandbox-test',locale:'en',country:'pl'}`)
	s.open().waitView("bank")
	browsertest.Eval[any](s.tab, `window.postMessage({kontomatik:{signedIn:{target:'x',sessionId:'1',sessionIdSignature:'2',options:{}}}},'*')`)
	browsertest.Eval[bool](s.tab, `new Promise(function(done){addEventListener('message',function(e){if(e.data==='last')done(true)});postMessage('last','*')})`)
	if calls := s.calls(); strings.Contains(calls, "onSuccess") {
		t.Errorf("a message of the page itself counted:\n%s", calls)
	}
}

// A page that frames the bank's window, to make the customer click unseen, gets nothing.
func theBanksWindowCannotBeFramed(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{}, `{client:'sandbox-test',locale:'en'}`)
	s.open().waitView("bank")
	browsertest.Eval[any](s.tab, `(function(){var f=document.createElement('iframe');f.id='steal';f.src='`+s.origin+`/bank/#window-KontoBank';document.body.appendChild(f)})()`)
	stolen := s.part(s.tab.Frame(s.origin + "/bank/"))
	if at := browsertest.Eval[string](stolen.tab, `location.href`); !strings.HasPrefix(at, "chrome-error:") {
		t.Errorf("framed: %s", at)
	}
}
