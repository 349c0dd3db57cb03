// The sandbox's embed script: the same globals, options, query and messages as the provider's.
// It finds its origin in its own address, so it works wherever the sandbox listens. It keeps to
// what a strict page allows: no inline handlers, no inline style text, no eval.
(function () {
  'use strict';

  var script = document.currentScript;
  var ORIGIN = new URL(script ? script.src : location.href, location.href).origin;

  var QUERY = ['client', 'locale', 'country', 'ownerExternalId', 'showFavicons', 'showScreenshots', 'layout', 'target',
    'widgetEmbeddedUrl', 'styles', 'autoImport', 'screenshotZoomIn', 'showTargetMissingOption', 'showDefaultTarget',
    'showBetaQualityLabels', 'showTargetMissingForm', 'clientIdentity', 'isPopup', 'dynamicHeight', 'psd2', 'forceTestCredentials'];
  var DEPTH = 5;

  function serialise(key, value, depth, out) {
    if (value === null || value === undefined || typeof value === 'function') return;
    if (typeof value === 'object') {
      if (depth >= DEPTH) return;
      Object.keys(value).forEach(function (k) { serialise(key + '[' + k + ']', value[k], depth + 1, out); });
      return;
    }
    out.push(encodeURIComponent(key) + '=' + encodeURIComponent(String(value)));
  }

  function query(options) {
    var out = [];
    QUERY.forEach(function (key) {
      if (Object.prototype.hasOwnProperty.call(options, key)) serialise(key, options[key], 0, out);
    });
    return out.join('&');
  }

  function prepare(options, popup) {
    var o = {};
    Object.keys(options || {}).forEach(function (k) { o[k] = options[k]; });
    o.divId = o.divId || 'kontomatik';
    o.isPopup = popup;
    o.widgetEmbeddedUrl = window.location.href;
    if (o.onScreenshotClicked) o.screenshotZoomIn = true;
    return o;
  }

  function place(options) {
    var div = document.getElementById(options.divId);
    if (!div) {
      var reason = 'Unable to embed widget. Reason: missing element with id="' + options.divId + '"';
      window.alert(reason);
      throw new Error(reason);
    }
    while (div.firstChild) div.removeChild(div.firstChild);
    return div;
  }

  function parse(data) {
    if (typeof data === 'string') {
      try { data = JSON.parse(data); } catch (e) { return null; }
    }
    return data && typeof data === 'object' && data.kontomatik ? data.kontomatik : null;
  }

  // dispatch calls the callback of the first key that is there, in the provider's order.
  function dispatch(k, options, frame) {
    function tell(name) {
      if (typeof options[name] === 'function') options[name].apply(null, [].slice.call(arguments, 1));
    }
    if (k.screenshot) return tell('onScreenshotClicked', k.screenshot);
    if (k.error) return tell('onError', k.error.cause, { target: k.error.target, sessionId: k.error.sessionId, message: k.error.message });
    if (k.unsupportedTarget) {
      return tell('onUnsupportedTarget', { target: k.unsupportedTarget.target, country: k.unsupportedTarget.country, address: k.unsupportedTarget.address });
    }
    if (k.signedIn) return tell('onSuccess', k.signedIn.target, k.signedIn.sessionId, k.signedIn.sessionIdSignature, k.signedIn.options);
    if (k.application) {
      if (k.application.state === 'widgetInitialized') tell('onInitialized', { application: { state: k.application.state } });
      if (k.application.state === 'unloaded') tell('onUnloaded', { application: { state: k.application.state } });
      return;
    }
    if (k.targetSelected) return tell('onTargetSelected', k.targetSelected);
    if (k.credentialEntered) return tell('onCredentialEntered');
    if (k.started) return tell('onStarted');
    if (k.widgetSize && frame && options.dynamicHeight) {
      var height = parseInt(k.widgetSize.height, 10);
      if (height > 0) frame.style.setProperty('height', height + 'px', 'important');
    }
  }

  // One listener for frames and one for pop-ups, whose options are those of the last embedding: embedding twice calls
  // each callback once.
  function listener() {
    var last = null;
    function hear(event) {
      if (event.origin !== ORIGIN) return;
      var k = parse(event.data);
      if (k) dispatch(k, last.options, last.frame);
    }
    return function (options, frame) {
      last = { options: options, frame: frame };
      window.addEventListener('message', hear, false);
    };
  }
  var listenToFrame = listener(), listenToPopup = listener();

  function embedKontomatik(given) {
    var options = prepare(given, false);
    var div = place(options);
    var frame = document.createElement('iframe');
    frame.setAttribute('scrolling', 'no');
    frame.setAttribute('frameborder', '0');
    frame.setAttribute('title', 'Bank sign-in');
    var s = frame.style;
    s.setProperty('width', '100%');
    s.setProperty('min-width', '280px', 'important');
    s.setProperty('margin', '0');
    s.setProperty('padding', '0');
    s.setProperty('border', '0');
    s.setProperty('overflow', 'hidden');
    if (!options.layout) s.setProperty('max-width', '400px');
    if (!options.dynamicHeight) {
      frame.setAttribute('height', '560');
      s.setProperty('height', '560px', 'important');
    }
    listenToFrame(options, frame);
    frame.src = ORIGIN + '/signin/?' + query(options);
    div.appendChild(frame);
  }

  function embedKontomatikPopup(given) {
    var options = prepare(given, true);
    var div = place(options);
    var button = document.createElement('button');
    button.id = 'kontomatik-button';
    button.type = 'button';
    button.textContent = options.buttonLabel || 'Kontomatik SignIn';
    var popup = null;
    button.addEventListener('click', function () {
      if (popup && !popup.closed) return popup.focus();
      var left = Math.round((window.screenX || 0) + Math.max(0, (window.outerWidth - 500) / 2));
      var top = Math.round((window.screenY || 0) + Math.max(0, (window.outerHeight - 600) / 2));
      popup = window.open(ORIGIN + '/popup/signin/?' + query(options), '_blank',
        'width=500,height=600,left=' + left + ',top=' + top + ',location=yes,resizable=yes,scrollbars=yes,status=yes');
    });
    listenToPopup(options, null);
    div.appendChild(button);
  }

  window.embedKontomatik = embedKontomatik;
  window.embedKontox = embedKontomatik;
  window.embedKontomatikPopup = embedKontomatikPopup;
  window.KontomatikPrivateUtils = { origin: ORIGIN, serialize: query };
})();
