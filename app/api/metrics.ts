/** The metrics of a course, for the page. */
export { COMPARED_NAMES, type ComparedName, METRICS, type MetricName } from "../../twin/metrics.ts";
