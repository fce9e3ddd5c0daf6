// The page's colours and direction, taken over by a frame. What is no colour is left as it was.

const NAMES = {
  colorPrimary: ["--mark", "color"],
  colorBackground: ["--paper", "color"],
  colorText: ["--ink", "color"],
  colorTextSecondary: ["--quiet", "color"],
  colorDanger: ["--bad", "color"],
  borderRadius: ["--round", "border-radius"],
  fontFamily: ["--face", "font-family"],
  fontSizeBase: ["--size", "font-size"],
};
const NIGHT = { colorBackground: "#14161a", colorText: "#dfdcd6", colorPrimary: "#ec9aa5", colorDanger: "#f2a3a3" };

export const wear = ({ theme, variables }) => {
  const root = document.documentElement.style;
  for (const [name, value] of Object.entries({ ...(theme === "night" ? NIGHT : {}), ...variables })) {
    const [ours, property] = NAMES[name];
    if (value && CSS.supports(property, value)) root.setProperty(ours, value);
  }
  root.colorScheme = isDark(getComputedStyle(document.body).backgroundColor) ? "dark" : "light";
};

const isDark = (colour) => {
  const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
};

export const face = (direction) => {
  document.documentElement.dir = direction === "rtl" ? "rtl" : "ltr";
};

/** Tells the page how tall this frame's content is, now and whenever that changes. */
export const measure = (tell) => {
  new ResizeObserver(() => tell("height", document.body.getBoundingClientRect().height)).observe(document.body);
};
