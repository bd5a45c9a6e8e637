import { BASE } from "./style-base.js";
import { EVIDENCE } from "./style-evidence.js";
import { FORCED } from "./style-forced.js";
import { FRAME } from "./style-frame.js";
import { TALK } from "./style-talk.js";

/** The widget's whole style sheet. */
export const STYLE = BASE + FRAME + TALK + EVIDENCE + FORCED;
