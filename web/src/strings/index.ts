/** The pages' words. Another language is another file of the same shape. */
export { en as t } from './en';
